import { isDeepStrictEqual } from 'node:util'
import type { ExchangeFacts, LayerPassed, Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { answeredBy, layerOf, nameOf, requestLine } from '../../facts.ts'
import { cameAfter, sessionCookiesSet } from '../../session-cookie.ts'
import { loadOf, dataIn, hasData } from '../../session-data.ts'

/** How an answer took leave of its session without ending it, and what did. */
interface Goodbye {
  readonly how: 'cleared' | 'cleared-and-set' | 'removed'
  readonly layer: LayerPassed | undefined
}

export default cause({
  code: 'logout-keeps-session',
  title: 'The session lives on after the logout',
  level: 'warning',
  lesson: 10,
  step: 'A copy of the cookie',
  symptoms: ['logout-does-not-work', 'insecure'],
  words: [
    'logout does not work',
    'logout clears cookie but old cookie still works',
    'still logged in after logout',
    'req.session = null',
    'session still valid after logout',
    'clearcookie without destroy',
    'old cookie works after logout',
    'copied cookie still works after logout',
    'req.session = null does not log out',
    'session still in the store after logout',
    'invalidate the session at logout',
    'cookie can be reused after logout',
    'session hijacking after logout',
    'stolen cookie works after logout',
    'logout only deletes the cookie',
    'logging out only clears the cookie',
    'session still in redis after logout',
  ],
  howToTell: 'the cookie from before the logout, sent again, still opens the session',
  find(observation) {
    const kept = observation.exchanges.flatMap((exchange) => {
      const goodbye = goodbyeOf(observation, exchange)
      const later =
        goodbye && observation.exchanges.find((one) => cameAfter(one, exchange) && opensAgain(one, exchange))
      return later ? [{ exchange, later, ...goodbye }] : []
    })
    const [first] = kept
    if (!first) return null
    const { exchange, later, how, layer } = first
    const what = {
      cleared: 'cleared the cookie',
      'cleared-and-set': 'cleared the cookie, which session() set again in the same answer (rolling: true)',
      removed: 'took req.session off this one request',
    }[how]
    return {
      message:
        `${requestLine(exchange)} ${what}, and did not call destroy(), so the session is still in the store with all its data: ` +
        `${requestLine(later)} brought the cookie from before, and found it.`,
      at: layer?.at ?? null,
      ...(how === 'removed' ? { write: 'session' } : { calls: 'clearCookie' }),
      exchange: nameOf(exchange),
      count: kept.length,
    }
  },
  fix: {
    text: 'Call destroy() at logout, and answer in its callback. Clearing the cookie as well is good manners.',
    code: "req.session.destroy((error) => {\n  if (error) return next(error)\n  res.clearCookie('connect.sid')\n  res.redirect('/')\n})",
  },
  unless: 'Clearing only the cookie is enough if nothing in the session is worth protecting.',
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }, { send: 'GET /', as: null, cookiesOf: 'ada' }],
})

function goodbyeOf(observation: Observation, exchange: ExchangeFacts): Goodbye | null {
  const { session, changes } = exchange
  if (session.state !== 'found' || session.destroyed) return null
  // A middleware may take it away for a request, so that nothing is saved. A handler that does so means an end.
  const removed = changes.find(({ kind, when }) => kind === 'removed' && when !== 'after-end')
  const layer = removed && layerOf(exchange, removed)
  if (layer?.kind === 'handler') return { how: 'removed', layer }
  const lines = sessionCookiesSet(observation, exchange)
  if (!lines.some(({ isOver }) => isOver)) return null
  return { how: lines.at(-1)?.isOver ? 'cleared' : 'cleared-and-set', layer: answeredBy(exchange) }
}

/** Whether a request found the very session, with all that was in it before. */
function opensAgain(later: ExchangeFacts, exchange: ExchangeFacts): boolean {
  const [before, after] = [loadOf(exchange), loadOf(later)]
  if (before?.id !== after?.id || !hasData(before?.session ?? null)) return false
  const data = dataIn(after?.session ?? null)
  return Object.entries(dataIn(before?.session ?? null)).every(([key, value]) => isDeepStrictEqual(data[key], value))
}
