import type { ExchangeFacts, Observation, SessionCall, SessionData } from '../../../observe/observation.ts'
import { cause, type Found } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { loadOf, endIn, handedOver } from '../../session-data.ts'

/** Whether a session() was called for this very request. */
const isOwn = (call: SessionCall, { number }: ExchangeFacts): boolean => call.during === number

export default cause({
  code: 'session-per-request',
  title: 'session() is called again for a request or a route, and each call begins with an empty store',
  level: 'error',
  lesson: 1,
  step: 'The same app, with session()',
  symptoms: ['new-id-every-request', 'data-lost', 'sees-others-data'],
  words: [
    'session lost on every request',
    'new session every request',
    'session() inside a handler',
    'req.session empty',
    'new session for every request and memory grows',
    'session() in a middleware function',
    'session options for each tenant',
    'dynamic session options',
  ],
  howToTell: 'the trace says "no session found" for an id that the app itself has just handed out',
  explains: ['nothing-saved', 'empty-sessions', 'memory-store-restart', 'memory-store-processes'],
  find(observation) {
    const reached = observation.exchanges.flatMap((exchange) =>
      sessionsOf(observation, exchange).map((call) => ({ exchange, call })),
    )
    const lost = reached.filter(
      ({ exchange, call }) =>
        isOwn(call, exchange) && call.store?.isMemoryStore && exchange.session.state === 'unknown-id',
    )
    // Where one call serves several requests, as one for each customer does, it is not made for each request.
    const [first] = lost.filter(({ call: { at, pid } }) => {
      const same = reached.filter(
        ({ call }) => call.pid === pid && call.at?.file === at?.file && call.at?.line === at?.line,
      )
      return same.length > 1 && same.every(({ exchange, call }) => isOwn(call, exchange))
    })
    if (!first) return inOtherStore(observation)
    const { exchange, call } = first
    return {
      message:
        `session() was called again for ${requestLine(exchange)}. Each call makes a new MemoryStore, so the session of the ` +
        'cookie that this browser brought was in a store that nothing uses any more.',
      at: call.at,
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Call session() once, when the app starts, and use what it gives back for every request.',
    code: 'app.use(session({ secret, resave: false, saveUninitialized: false }))',
  },
  moves: [{ send: 'GET /' }, { send: 'GET /' }],
})

/** Where a session is in the store of another call of session(): that of another route. */
function inOtherStore(observation: Observation): Found | null {
  for (const [index, exchange] of observation.exchanges.entries()) {
    const id = exchange.session.state === 'unknown-id' ? loadOf(exchange)?.id : undefined
    const call = sessionsOf(observation, exchange).at(-1)
    const kept = observation.exchanges
      .slice(0, index)
      .findLast(({ pid, store }) => pid === exchange.pid && store.some((did) => did.op !== 'get' && did.id === id))
    const keeper = kept && sessionsOf(observation, kept).at(-1)
    if (!kept || kept.session.destroyed || isOver(handedOver(kept), exchange.at)) continue
    if (!call?.store?.isMemoryStore || !keeper?.store?.isMemoryStore || keeper.store.id === call.store.id) continue
    return {
      message:
        `${requestLine(exchange)} came to another call of session() than ${requestLine(kept)}. Each call makes a new MemoryStore, where it is ` +
        'given no store, so the session of the cookie that this browser brought is in the store of the other.',
      at: call.at,
      exchange: nameOf(exchange),
    }
  }
  return null
}

const isOver = (session: SessionData | null, now: number): boolean => (endIn(session) ?? Infinity) <= now
