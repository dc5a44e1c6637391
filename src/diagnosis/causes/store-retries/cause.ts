import type { StoreFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { loadOf } from '../../session-data.ts'

/** How long session-file-store waits for a file that is not there, in milliseconds (session-file-helpers.js `get`, package retry). */
function waitOf({ settings }: StoreFacts): number {
  const [retries, pause] = [settings['retries']?.value, settings['minTimeout']?.value]
  return typeof retries === 'number' && typeof pause === 'number' ? retries * pause : 0
}

/** A shorter wait is felt by nobody, in milliseconds. */
const FELT_MS = 100

export default cause({
  code: 'store-retries',
  title: 'session-file-store looks again and again for a session that is gone',
  level: 'warning',
  lesson: 4,
  step: 'A store on disk',
  symptoms: ['hangs', 'logged-out-at-restart'],
  words: [
    'will retry, error on last attempt',
    'session-file-store will retry',
    'enoent: no such file or directory, open sessions',
    'slow page after logout',
    'slow first request',
    'session-file-store slow',
    'enoent no such file',
    'session file not found',
    'login works only with retries',
  ],
  howToTell: 'a request with an old cookie takes a quarter of a second, and the console says "will retry" five times',
  find(observation) {
    const slow = observation.exchanges.flatMap((exchange) => {
      const call = sessionsOf(observation, exchange).at(-1)
      const get = loadOf(exchange)
      if (call?.store?.package !== 'session-file-store' || !get || exchange.session.state !== 'unknown-id') return []
      const took = (get.doneMs ?? 0) - get.startedMs
      const wait = waitOf(call.store)
      return wait >= FELT_MS && took >= wait * NEARLY ? [{ exchange, call, took }] : []
    })
    const [first] = slow
    if (!first) return null
    const { exchange, call, took } = first
    return {
      message:
        `The file of the session that ${requestLine(exchange)} asked for is gone, as after a logout, and session-file-store looked for it ` +
        `${String(call.store?.settings['retries']?.value)} more times: that took ${Math.round(took)} ms. Every request with such an old cookie waits as long.`,
      at: call.at,
      option: 'store',
      exchange: nameOf(exchange),
      count: slow.length,
    }
  },
  fix: {
    text: 'Let session-file-store look once: a file that is not there does not come back.',
    code: "new FileStore({ path: './sessions', retries: 0 })",
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }, { send: 'GET /' }],
})

/** A timer may be a little early. */
const NEARLY = 0.9
