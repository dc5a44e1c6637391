import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { duration } from '../../../duration.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { sessionCookieSet, type CookieSet } from '../../session-cookie.ts'
import { loadOf, handedOver, lifetimeOf } from '../../session-data.ts'

export default cause({
  code: 'not-rolling',
  title: 'Visitors are logged out while they work: the end of the cookie in the browser never moves',
  level: 'warning',
  symptoms: ['logged-out-early'],
  words: [
    'logged out while working',
    'logged out while active',
    'session does not extend',
    'session not extended on activity',
    'maxage not extending',
    'rolling',
    'sliding expiration',
    'session expires although user is active',
    'refresh session expiration on each request',
    'reset maxage on every request',
    'session times out while in use',
    'logged out in the middle of work',
    'user is logged out too early',
  ],
  howToTell:
    'requests come all the time, their answers have no Set-Cookie, and once maxAge is over the cookie no longer comes',
  lesson: 2,
  step: 'rolling',
  find(observation) {
    const lost = observation.exchanges.flatMap((exchange) => {
      const found = cutShort(observation, exchange)
      return found ? [{ exchange, ...found }] : []
    })
    const [first] = lost
    if (!first) return null
    const { exchange, last, lifetime } = first
    const [call] = sessionsOf(observation, last)
    return {
      message:
        `${requestLine(exchange)} came without the cookie, ${duration(exchange.at - last.at)} after ${requestLine(last)}, though a session lasts ` +
        `${duration(lifetime)} without a visit. Each visit moves its end in the store, but no answer told the browser: there the cookie ended ` +
        `${duration(lifetime)} after it was set.`,
      at: call?.at ?? null,
      option: 'rolling',
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Set rolling to true: then each answer sets the cookie again, with a new end.',
    code: 'session({ secret, resave: false, saveUninitialized: false, rolling: true, cookie: { maxAge: 60 * 60 * 1000 } })',
  },
  unless: 'An end that does not move is right if people should log in again after a fixed time, as at a bank.',
  claims: [
    {
      text: 'Each answer of the fixed app to a returning visitor has a Set-Cookie with a new end.',
      holds: (broken, { exchanges }) =>
        broken.exchanges.some(({ session }) => session.state === 'found' && session.cookie === 'none') &&
        exchanges.every(({ session }) => session.state !== 'found' || session.cookie === 'set'),
    },
  ],
  moves: [
    { send: 'POST /login' },
    { laterMs: 3_000_000 },
    { send: 'GET /' },
    { laterMs: 1_200_000 },
    { send: 'GET /' },
  ],
})

/** What a browser did last with a session that was still kept when it came back without the cookie. */
function cutShort(
  observation: Observation,
  exchange: ExchangeFacts,
): { readonly last: ExchangeFacts; readonly lifetime: number } | null {
  const { client, session, at } = exchange
  if (client === null || session.state !== 'no-cookie') return null
  const before = observation.exchanges
    .slice(0, observation.exchanges.indexOf(exchange))
    .filter((one) => one.client === client && one.session.by.length > 0)
  const last = before.at(-1)
  const set = lastSet(observation, before)
  const lifetime = last ? lifetimeOf(handedOver(last)) : null
  if (!last || !set || lifetime === null || last.session.state !== 'found' || last.session.destroyed) return null
  const isSame = set.id === loadOf(last)?.id
  const isOver = set.cookie.end !== null && set.cookie.end <= at && set.cookie.end > last.at
  return isSame && isOver && at < last.at + lifetime ? { last, lifetime } : null
}

/** The last cookie of a session that a browser got, and the id in it. */
function lastSet(
  observation: Observation,
  exchanges: readonly ExchangeFacts[],
): { readonly cookie: CookieSet; readonly id: string | null } | null {
  const all = exchanges.flatMap((one) => {
    const cookie = sessionCookieSet(observation, one)
    return cookie ? [{ cookie, id: one.session.idAfter }] : []
  })
  return all.at(-1) ?? null
}
