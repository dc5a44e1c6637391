import type { ExchangeFacts, MethodCall, SessionChange } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerOf, nameOf, requestLine } from '../../facts.ts'

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
      const gone = call ? lostBy(exchange, call) : []
      return call && gone.length > 0 ? [{ exchange, call, gone }] : []
    })
    const [first] = lost
    if (!first) return null
    const { exchange, call, gone } = first
    const who = call.at === null ? `${layerOf(exchange, call)?.name ?? 'a package'} called` : 'called'
    return {
      message:
        `${requestLine(exchange)} put ${gone.join(', ')} into the session and then ${who} regenerate(), which begins a new, empty ` +
        'session and destroys the one before. What was put there is lost.',
      at: call.at ?? layerOf(exchange, call)?.at ?? null,
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

/** What was put into the session of before, for what the request is about, and is not in the new one. */
function lostBy(exchange: ExchangeFacts, call: MethodCall): readonly string[] {
  const { changes } = exchange
  const renewed = changes.findIndex(({ kind, ms }) => kind === 'renewed' && ms > call.startedMs)
  if (renewed < 0) return []
  const kept = changes.slice(renewed).flatMap(({ keys }) => keys)
  return changes
    .slice(0, renewed)
    .filter((change) => change.kind === 'keys' && change.ms <= call.startedMs && isOfTheSame(exchange, change, call))
    .flatMap(({ keys, removedKeys }) => keys.filter((key) => !removedKeys.includes(key) && !kept.includes(key)))
}

/** Whether the one who wrote also called, or they are handlers of one route. What a middleware counts may well start over. */
function isOfTheSame(exchange: ExchangeFacts, change: SessionChange, call: MethodCall): boolean {
  const isHandler = (one: SessionChange | MethodCall) => layerOf(exchange, one)?.kind === 'handler'
  return change.layer === call.layer || (isHandler(change) && isHandler(call))
}
