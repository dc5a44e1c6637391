import { leftBehind } from './left-behind.ts'
import type { ExchangeFacts, MethodCall, SessionChange } from '../../../observe/observation.ts'
import { cause, type Found } from '../../cause.ts'
import { layerName, layerOf, nameOf, requestLine, writeOf } from '../../facts.ts'

export default cause({
  code: 'write-before-regenerate',
  title: 'The session is changed before regenerate() or reload(), which throws the change away',
  level: 'error',
  lesson: 9,
  step: 'What regenerate() keeps',
  symptoms: ['data-lost', 'logout-does-not-work'],
  words: [
    'session empty after regenerate',
    'user gone after regenerate',
    'user undefined after regenerate',
    'data set before regenerate is lost',
    'data lost after login',
    'regenerate loses data',
    'session lost after passport login',
    'keepsessioninfo',
    'data lost after req.session.regenerate',
    'returnto undefined after login',
    'cart lost after login',
    'data gone after req.login',
  ],
  howToTell: 'the store destroys an id right after data was put there, and saves an empty session',
  find({ exchanges }) {
    const lost = exchanges.flatMap((exchange) => {
      const call = exchange.calls.find(({ method }) => method === 'regenerate' || method === 'reload')
      const written = call ? lostBy(exchange, call) : []
      const gone = written.flatMap(({ keys }) => keys)
      const [first] = written
      return call && first ? [{ exchange, call, gone, change: first.change }] : []
    })
    const [first] = lost
    if (!first) return foundLeftBehind(exchanges)
    const { exchange, call, gone, change } = first
    if (call.method === 'reload')
      return {
        message:
          `${requestLine(exchange)} changed ${gone.join(', ')} in the session and then called reload(), which reads the session from the store once ` +
          'more, as it was at the beginning of the request. The change is lost, and the store is not told about it.',
        at: call.at ?? layerOf(exchange, call)?.at ?? null,
        exchange: nameOf(exchange),
        count: lost.length,
        fix: RELOAD,
      }
    const isCalledThere = call.at !== null && call.layer === change.layer
    return {
      message:
        `${requestLine(exchange)} put ${gone.join(', ')} into the session and then ` +
        `${isCalledThere ? '' : `${callerOf(exchange, call)} `}called regenerate(), which begins a new, empty ` +
        'session and destroys the one before. What was put there is lost.',
      ...(isCalledThere ? { at: call.at } : writeOf(exchange, change, gone[0])),
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Write to the session inside the callback of regenerate().',
    code: 'req.session.regenerate((error) => {\n  if (error) return next(error)\n  req.session.user = user\n  res.redirect("/")\n})',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

const RELOAD = {
  text: 'Leave reload() out, or call it before the session is changed.',
  code: "delete req.session.user\nres.redirect('/')",
}

function foundLeftBehind(exchanges: readonly ExchangeFacts[]): Found | null {
  const left = leftBehind(exchanges)
  const [first] = left
  if (!first) return null
  const { exchange, call, keys } = first
  return {
    message:
      `${requestLine(exchange)} logged somebody in who had ${keys.join(', ')} in the session. For that ${callerOf(exchange, call)} called ` +
      'regenerate(), which begins a new, empty session and destroys the one before. What was there is lost.',
    at: layerOf(exchange, call)?.at ?? null,
    exchange: nameOf(exchange),
    count: left.length,
    fix: KEEP,
  }
}

const KEEP = {
  text: 'Tell Passport to take along what is in the session.',
  code: "passport.authenticate('local', { keepSessionInfo: true })\nreq.logIn(user, { keepSessionInfo: true }, done)",
}

/** Who called regenerate(), where that is not the one who wrote. */
function callerOf(exchange: ExchangeFacts, call: MethodCall): string {
  const layer = layerOf(exchange, call)
  return layer ? layerName(layer) : 'a package'
}

/**
 * What was put into the session of before, for what the request is about, and is not in the new one. What reload() brings back is lost
 * too, unless it was saved before.
 */
function lostBy(
  exchange: ExchangeFacts,
  call: MethodCall,
): readonly { readonly change: SessionChange; readonly keys: readonly string[] }[] {
  const { changes, store } = exchange
  const isReload = call.method === 'reload'
  const renewed = changes.findIndex(({ kind, ms }) => kind === 'renewed' && ms > call.startedMs)
  const isSaved = isReload && store.some(({ op, startedMs }) => op === 'set' && startedMs <= call.startedMs)
  if (renewed < 0 || isSaved) return []
  const kept = changes.slice(isReload ? renewed + 1 : renewed).flatMap(({ keys }) => keys)
  return changes.slice(0, renewed).flatMap((change) => {
    if (change.kind !== 'keys' || change.ms > call.startedMs || !isOfTheSame(exchange, change, call)) return []
    const keys = change.keys.filter((key) => (isReload || !change.removedKeys.includes(key)) && !kept.includes(key))
    return keys.length > 0 ? [{ change, keys }] : []
  })
}

/** Whether the one who wrote also called, or they are handlers of one route. What a middleware counts may well start over. */
function isOfTheSame(exchange: ExchangeFacts, change: SessionChange, call: MethodCall): boolean {
  const isHandler = (one: SessionChange | MethodCall) => layerOf(exchange, one)?.kind === 'handler'
  return change.layer === call.layer || (isHandler(change) && isHandler(call))
}
