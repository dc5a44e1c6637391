import type { Observation, UpgradeFacts } from '../../../observe/observation.ts'
import { cause, type Found } from '../../cause.ts'

const named = (keys: readonly string[]): string => keys.join(', ')

/** Changed in a socket, and never saved: session() saves when an answer ends, and a socket has none. */
function unsaved(upgrades: readonly UpgradeFacts[]): Pick<Found, 'message' | 'at'> | null {
  const found = upgrades.find((one) => one.unsaved !== null)
  return found?.unsaved
    ? {
        message:
          `The WebSocket at ${found.url} changed ${named(found.unsaved.keys)} in its session, and nothing saved that: session() saves when an answer ends, and a ` +
          'WebSocket has no answer.',
        at: found.unsaved.at,
      }
    : null
}

/** Read in a socket as it was at the handshake, while other requests have changed it in the store. */
function stale(upgrades: readonly UpgradeFacts[]): (Pick<Found, 'message' | 'at'> & Pick<Found, 'fix'>) | null {
  const found = upgrades.find((one) => one.stale !== null)
  return found?.stale
    ? {
        message:
          `The WebSocket at ${found.url} read its session as it was when it was opened. Another request has changed ${named(found.stale.keys)} in the store ` +
          'since, and nothing loads that into the object that the WebSocket holds.',
        at: found.stale.at,
        fix: RELOAD,
      }
    : null
}

export default cause({
  code: 'socket-session',
  title: 'A WebSocket changes a session that is never saved, or reads one that is never reloaded',
  level: 'error',
  lesson: 6,
  step: 'Too late',
  symptoms: ['data-lost', 'nothing-happens'],
  words: [
    'session change in socket handler lost',
    'socket does not see login until reconnect',
    'socket.request.session has old data',
    'websocket session not saved',
    'socket.io session save',
    'session not updated in socket',
    'reload session in socket.io',
  ],
  howToTell:
    'what a socket puts into the session is gone at the next page, or a socket does not see what a page has put there',
  find({ upgrades }: Observation) {
    const found = unsaved(upgrades) ?? stale(upgrades)
    const isConcerned = (one: UpgradeFacts) => one.unsaved !== null || one.stale !== null
    return found && { ...found, exchange: null, count: upgrades.filter(isConcerned).length }
  },
  fix: {
    text: 'Save the session yourself when a WebSocket has changed it.',
    code: "req.session.name = String(data)\nreq.session.save((error) => ws.send(error ? 'failed' : 'saved'))",
  },
  moves: [{ send: 'GET /' }, { opens: '/chat' }, { says: 'ada' }, { send: 'GET /' }],
  needs: ['ws'],
})

const RELOAD = {
  text: 'Load the session again before you read it, and read it in the callback: reload() puts another object there.',
  code: "req.session.reload((error) => ws.send(error ? 'who are you?' : req.session.user))",
}
