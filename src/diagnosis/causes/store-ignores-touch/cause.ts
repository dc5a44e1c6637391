import type { ExchangeFacts, Observation, SessionCall } from '../../../observe/observation.ts'
import { duration } from '../../../duration.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { loadOf, endIn, handedOver, lifetimeOf } from '../../session-data.ts'
import { placeOfMethod } from '../../store-place.ts'

/** A visit that gave its session more time, and a later one for which that was of no use. */
interface Lost {
  readonly exchange: ExchangeFacts
  readonly visit: ExchangeFacts
  readonly call: SessionCall
  /** In milliseconds. */
  readonly lifetime: number
}

export default cause({
  code: 'store-ignores-touch',
  title: 'Visitors are logged out while they read: the store does not keep the end that a visit moves',
  level: 'error',
  lesson: 11,
  step: 'The end of a session',
  symptoms: ['logged-out-early', 'data-lost'],
  words: [
    'store touch',
    'custom store touch',
    'touch not implemented',
    'touch is never called',
    'session expires although rolling is true',
    'logged out while active although rolling',
    'own store does not extend session',
  ],
  howToTell: 'the store has no touch(), or its touch() writes nothing, and sessions end though people keep coming',
  explains: ['store-ttl-shorter', 'store-forgets'],
  find(observation) {
    const lost = observation.exchanges.flatMap((exchange) => lostAt(observation, exchange) ?? [])
    const [first] = lost
    if (!first) return null
    const { exchange, visit, call, lifetime } = first
    const { className, methods = [] } = call.store ?? {}
    const why = visit.session.touched
      ? `It called touch() of ${className} with the new end, and ${className} did not keep it`
      : `Where nothing in the session changed, and resave is false, express-session calls touch(), and ${className} has no such method`
    return {
      message:
        `${requestLine(visit)} found its session, which from then on should have lasted ${duration(lifetime)}. ${why}: ` +
        `at ${requestLine(exchange)}, ${duration(exchange.at - visit.at)} later, it was gone.`,
      ...(methods.includes('touch') || !call.store?.at
        ? placeOfMethod(call, 'touch')
        : { at: call.store.at, method: className ?? '' }),
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Give the store a touch() that writes down the end that it is given.',
    code: 'touch(id, data, done) {\n  this.set(id, data, done)\n}',
  },
  moves: [
    { send: 'POST /login' },
    { laterMs: 2_400_000 },
    { send: 'GET /' },
    { laterMs: 2_400_000 },
    { send: 'GET /' },
  ],
})

/** A session of which only the end that it was saved with was over. */
function lostAt(observation: Observation, exchange: ExchangeFacts): Lost | null {
  const { session, at, pid } = exchange
  const id = loadOf(exchange)?.id
  const call = sessionsOf(observation, exchange).at(-1)
  if (session.state !== 'unknown-id' || id === undefined || !call?.store) return null
  const before = observation.exchanges
    .slice(0, observation.exchanges.indexOf(exchange))
    .filter((one) => one.pid === pid && one.store.some((did) => did.id === id))
  const visit = before.at(-1)
  const saved = before.findLast((one) => one.session.saved)
  const lifetime = lifetimeOf(visit ? (loadOf(visit)?.session ?? null) : null)
  if (!visit || !saved || saved === visit || lifetime === null || visit.session.destroyed) return null
  if (visit.session.state !== 'found' || at >= visit.at + lifetime) return null
  const end = endIn(handedOver(saved))
  const lacksTouch = !visit.session.touched && !call.store.methods.includes('touch')
  return end !== null && end <= at && (visit.session.touched || lacksTouch) ? { exchange, visit, call, lifetime } : null
}
