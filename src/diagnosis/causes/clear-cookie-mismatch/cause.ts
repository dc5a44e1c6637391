import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { cookiesOf } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { answeredBy, nameOf, requestLine } from '../../facts.ts'
import { attributeOf, cameAfter, sessionCookieSet, type CookieSet } from '../../session-cookie.ts'

export default cause({
  code: 'clear-cookie-mismatch',
  title: 'clearCookie() names another path or domain than the cookie has',
  level: 'error',
  lesson: 10,
  step: 'Goodbye, and still there',
  symptoms: ['logout-does-not-work'],
  words: [
    'clearcookie does not work',
    'clearcookie not working',
    'cookie not deleted',
    'cookie is not cleared after logout',
    'cookie still there after logout',
    'res.clearcookie',
    'cannot delete cookie',
    'connect.sid cookie not removed',
    'cookie still there after destroy',
    'cookie not deleted on logout',
    'cookie stays in the browser after the session is destroyed',
  ],
  howToTell: 'the browser still sends the cookie after an answer that cleared it',
  find(observation) {
    const missed = observation.exchanges.flatMap((exchange) => {
      const cleared = sessionCookieSet(observation, exchange)
      const set = cleared?.isOver ? setBefore(observation, exchange, cleared.name) : null
      const differs =
        cleared && set ? ATTRIBUTES.filter((name) => attributeOf(cleared, name) !== attributeOf(set, name)) : []
      if (!cleared || !set || differs.length === 0) return []
      const later = observation.exchanges.find(
        (one) => one.client === exchange.client && cameAfter(one, exchange) && cookiesOf(one).includes(set.pair),
      )
      return later ? [{ exchange, cleared, set, differs, later }] : []
    })
    const [first] = missed
    if (!first) return null
    const { exchange, cleared, set, differs, later } = first
    const shown = (cookie: CookieSet) =>
      differs.map((name) => `${name}=${attributeOf(cookie, name) || '(none)'}`).join('; ')
    return {
      message:
        `${requestLine(exchange)} cleared ${cleared.name} with ${shown(cleared)}, but the cookie was set with ${shown(set)}. ` +
        `For a browser these are two cookies, so it kept the one it had, and sent it again with ${requestLine(later)}.`,
      at: answeredBy(exchange)?.at ?? null,
      exchange: nameOf(exchange),
      count: missed.length,
      fix: { code: `res.clearCookie('${cleared.name}', { ${optionsOf(set)} })` },
    }
  },
  fix: {
    text: 'Give clearCookie() the same path and domain that session() gives the cookie.',
    code: "res.clearCookie('connect.sid', { path: '/shop' })",
  },
  moves: [{ send: 'POST /shop/login' }, { send: 'POST /shop/logout' }, { send: 'GET /shop' }],
})

/** What tells two cookies of one name apart (RFC 6265bis section 5.7). */
const ATTRIBUTES = ['Path', 'Domain'] as const

/** The cookie that this browser was given last before a request. */
function setBefore(observation: Observation, exchange: ExchangeFacts, name: string): CookieSet | null {
  const { exchanges } = observation
  const set = exchanges
    .slice(0, exchanges.indexOf(exchange))
    .filter(({ client }) => client !== null && client === exchange.client)
    .map((one) => sessionCookieSet(observation, one))
    .findLast((one) => one?.name === name)
  return set && !set.isOver ? set : null
}

const optionsOf = (set: CookieSet): string =>
  ATTRIBUTES.flatMap((name) => {
    const value = attributeOf(set, name)
    return value === '' ? [] : [`${name.toLowerCase()}: '${value}'`]
  }).join(', ')
