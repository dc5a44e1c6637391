import type { ExchangeFacts, MethodCall, SessionChange } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerName, layerOf, nameOf, requestLine, writeOf } from '../../facts.ts'

export default cause({
  code: 'write-before-regenerate',
  title: 'Data is put into the session before regenerate(), which throws it away',
  level: 'error',
  symptoms: ['data-lost'],
  words: [
    'session empty after regenerate',
    'user gone after regenerate',
    'user undefined after regenerate',
    'data set before regenerate is lost',
    'data lost after login',
    'regenerate loses data',
    'session lost after passport login',
    'keepsessioninfo',
  ],
  howToTell: 'the store destroys an id right after data was put there, and saves an empty session',
  find({ exchanges }) {
    const lost = exchanges.flatMap((exchange) => {
      const call = exchange.calls.find(({ method }) => method === 'regenerate')
      const written = call ? lostBy(exchange, call) : []
      const gone = written.flatMap(({ keys }) => keys)
      const [first] = written
      return call && first ? [{ exchange, call, gone, change: first.change }] : []
    })
    const [first] = lost
    if (!first) return null
    const { exchange, call, gone, change } = first
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

/** Who called regenerate(), where that is not the one who wrote. */
function callerOf(exchange: ExchangeFacts, call: MethodCall): string {
  const layer = layerOf(exchange, call)
  return layer ? layerName(layer) : 'a package'
}

/** What was put into the session of before, for what the request is about, and is not in the new one. */
function lostBy(
  exchange: ExchangeFacts,
  call: MethodCall,
): readonly { readonly change: SessionChange; readonly keys: readonly string[] }[] {
  const { changes } = exchange
  const renewed = changes.findIndex(({ kind, ms }) => kind === 'renewed' && ms > call.startedMs)
  if (renewed < 0) return []
  const kept = changes.slice(renewed).flatMap(({ keys }) => keys)
  return changes.slice(0, renewed).flatMap((change) => {
    if (change.kind !== 'keys' || change.ms > call.startedMs || !isOfTheSame(exchange, change, call)) return []
    const keys = change.keys.filter((key) => !change.removedKeys.includes(key) && !kept.includes(key))
    return keys.length > 0 ? [{ change, keys }] : []
  })
}

/** Whether the one who wrote also called, or they are handlers of one route. What a middleware counts may well start over. */
function isOfTheSame(exchange: ExchangeFacts, change: SessionChange, call: MethodCall): boolean {
  const isHandler = (one: SessionChange | MethodCall) => layerOf(exchange, one)?.kind === 'handler'
  return change.layer === call.layer || (isHandler(change) && isHandler(call))
}
