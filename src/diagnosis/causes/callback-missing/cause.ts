import type { ExchangeFacts, MethodCall, Observation, Place } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerOf, nameOf, requestLine } from '../../facts.ts'
import { cameAfterHead } from '../../overlap.ts'
import { loadOf } from '../../session-data.ts'

/** A call that was not waited for, and what came of it. */
interface TooEarly {
  readonly exchange: ExchangeFacts
  readonly at: Place | null
  readonly method: string
  readonly message: string
}

export default cause({
  code: 'callback-missing',
  title: 'The code goes on before regenerate(), destroy() or logout() is done',
  level: 'error',
  lesson: 9,
  step: 'Not waited for',
  symptoms: ['process-ends', 'error-500', 'data-lost', 'logout-does-not-work', 'hangs'],
  words: [
    'fn is not a function',
    'callback is not a function',
    'server crashes at login',
    'regenerate without callback',
    'await req.session.regenerate',
    'await req.session.destroy',
    'req#logout requires a callback function',
    'req#login requires a callback function',
    'logged in again after logout',
    'req.logout is asynchronous',
    'req.logout needs a callback',
    'still logged in after req.session.destroy and redirect',
    'destroy callback not called',
    'req.logout does not log out',
    'req.logout() has no effect with passport 0.6',
  ],
  howToTell: 'regenerate() is called without a callback, or the answer leaves before its callback was called',
  explains: [
    'process-ended',
    'handler-threw',
    'stale-session-object',
    'headers-already-sent',
    'logout-keeps-session',
    'session-fixation',
    'nothing-saved',
  ],
  find(observation) {
    const all = observation.exchanges.flatMap((exchange) => tooEarly(observation, exchange))
    const [first] = all
    if (!first) return null
    const { exchange, at, method, message } = first
    return {
      message,
      at,
      exchange: nameOf(exchange),
      count: all.length,
      // What is destroyed too late does not keep what other requests wrote from being saved.
      ...(method === 'destroy' ? {} : { explains: ['write-after-response', 'redirect-before-save', 'store-forgets'] }),
      ...(method === 'regenerate' ? {} : { fix: { code: fixOf(method) } }),
    }
  },
  fix: {
    text: 'Continue in the callback: code below the call runs before it is done. These methods return no promise, so await does not wait for them.',
    code: "req.session.regenerate((error) => {\n  if (error) return next(error)\n  req.session.user = user\n  res.redirect('/')\n})",
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

/** The calls that crash without a callback (express-session session/store.js `regenerate`, session/session.js `reload`). */
const NEED_ONE: ReadonlySet<string> = new Set<MethodCall['method']>(['regenerate', 'reload'])

/** What passport 0.6 and later says (passport lib/http/request.js). */
const PASSPORT = /^req#(login|logout) requires a callback function$/

function tooEarly(observation: Observation, exchange: ExchangeFacts): readonly TooEarly[] {
  const line = requestLine(exchange)
  const early = exchange.calls.flatMap((call): readonly TooEarly[] => {
    const what = whatOf(observation, exchange, call)
    const at = call.at ?? layerOf(exchange, call)?.at ?? null
    return what === null ? [] : [{ exchange, at, method: call.method, message: `${line} called ${what}` }]
  })
  const refused = exchange.errors.flatMap(({ message, at }): readonly TooEarly[] => {
    const method = PASSPORT.exec(message)?.[1]
    if (method === undefined) return []
    const what = `called req.${method}() without a callback. Since passport 0.6 it needs one, because it waits for the store.`
    return [{ exchange, at, method, message: `${line} ${what}` }]
  })
  return [...early, ...refused]
}

function whatOf({ exchanges }: Observation, exchange: ExchangeFacts, call: MethodCall): string | null {
  const { method, callback, startedMs, doneMs } = call
  if (!callback && NEED_ONE.has(method))
    return `${method}() without a callback. It got no function to call when the store is done, and fails with "fn is not a function".`
  const headMs = exchange.response?.headMs ?? null
  if (method === 'regenerate' && doneMs !== null && headMs !== null && startedMs < headMs && headMs < doneMs)
    return (
      'regenerate() and answered before its callback was called. The answer went out with the old id; the new session ' +
      `came too late, and the browser never hears of it.${keptAgain(exchange)}`
    )
  if (method === 'regenerate') {
    const lost = lostMeanwhile(exchange, call)
    return lost.length === 0
      ? null
      : `regenerate() and put ${lost.join(', ')} into the session before its callback was called: into the old session, which is then destroyed.`
  }
  const again = method === 'destroy' && exchanges.find((next) => isFoundAfter(next, exchange))
  return again
    ? `destroy() and answered before the store was done. ${requestLine(again)} came before that, and still found the session.`
    : null
}

/** Whether the old session was written to, and stored again under its id though it had been destroyed. */
function keptAgain({ session: { idBefore }, store, changes }: ExchangeFacts): string {
  const destroyed = store.findIndex(({ op, id }) => op === 'destroy' && id === idBefore)
  const isKept = store.some(({ op, id }, index) => op === 'set' && id === idBefore && index > destroyed)
  const keys = changes.flatMap((change) => (change.kind === 'keys' && change.when !== 'after-end' ? change.keys : []))
  return destroyed >= 0 && isKept && keys.length > 0
    ? ` So ${keys.join(', ')} went into the old session, which was stored again: the old cookie, and every copy of it, is logged in.`
    : ''
}

/** What was put into the old session while regenerate() was at work, and not into the new one. */
function lostMeanwhile({ changes }: ExchangeFacts, { startedMs, doneMs }: MethodCall): readonly string[] {
  const renewed = changes.findIndex(({ kind, ms }) => kind === 'renewed' && ms > startedMs)
  if (renewed < 0 || doneMs === null) return []
  const kept = changes.slice(renewed).flatMap(({ keys }) => keys)
  return changes
    .slice(0, renewed)
    .filter(({ kind, ms }) => kind === 'keys' && ms > startedMs)
    .flatMap(({ keys, removedKeys }) => keys.filter((key) => !removedKeys.includes(key) && !kept.includes(key)))
}

/** Whether another request, sent when the answer was there, found the session that this one destroyed. */
function isFoundAfter(next: ExchangeFacts, exchange: ExchangeFacts): boolean {
  const load = loadOf(next)
  const destroyed = exchange.store.find(({ op, id }) => op === 'destroy' && id === load?.id)
  const isPending =
    destroyed !== undefined && (destroyed.doneMs === null || destroyed.doneMs > (exchange.response?.headMs ?? 0))
  return next !== exchange && isPending && Boolean(load?.session) && cameAfterHead(next, exchange)
}

const fixOf = (method: string): string =>
  method === 'destroy' || method === 'reload'
    ? `req.session.${method}((error) => {\n  if (error) return next(error)\n  res.redirect('/')\n})`
    : `req.${method}(${method === 'login' ? 'user, ' : ''}(error) => {\n  if (error) return next(error)\n  res.redirect('/')\n})`
