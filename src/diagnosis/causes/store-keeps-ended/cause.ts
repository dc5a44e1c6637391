import { roughly } from '../../../duration.ts'
import { cause } from '../../cause.ts'
import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { lastChange } from '../../forgotten.ts'
import { loadOf, endIn } from '../../session-data.ts'
import { isOfApp, placeOfMethod } from '../../store-place.ts'

/** What two clocks may differ by, in milliseconds. */
const CLOCK_MS = 1000

export default cause({
  code: 'store-keeps-ended',
  title: 'The store gives out sessions that have ended',
  level: 'warning',
  lesson: 11,
  step: 'The end of a session',
  symptoms: ['insecure', 'logout-does-not-work', 'store-fills'],
  words: [
    'custom store expiry',
    'own store never expires',
    'expired session still works',
    'old cookie still works after maxage',
    'session still valid after cookie expired',
    'store does not delete expired sessions',
  ],
  howToTell: 'a cookie that was copied still opens the session when its end is over',
  find(observation) {
    const late = observation.exchanges.flatMap((exchange) => {
      const call = sessionsOf(observation, exchange).at(-1)
      const end = lastEnd(observation, exchange)
      // The time of a server of its own may not be that of the app.
      const isLate =
        exchange.session.state === 'found' && isOfApp(call) && end !== null && end + CLOCK_MS <= exchange.at
      return isLate ? [{ exchange, call, end }] : []
    })
    const [first] = late
    if (!first) return null
    const { exchange, call, end } = first
    return {
      message:
        `${requestLine(exchange)} brought the id of a session that had ended ${roughly(exchange.at - end)} before, and ${call?.store?.className} ` +
        'returned it all the same. Browsers drop their cookie at its end, but anyone who copied it does not: the end is in ' +
        'session.cookie.expires, and only the store looks at it.',
      ...placeOfMethod(call, 'get'),
      exchange: nameOf(exchange),
      count: late.length,
    }
  },
  fix: {
    text: 'Let get() give out nothing when the end is over.',
    code: 'const isOver = Date.parse(data?.cookie.expires) <= Date.now()\ndone(null, isOver ? null : data)',
  },
  moves: [
    { send: 'POST /login' },
    { send: 'GET /' },
    { laterMs: 7_200_000 },
    { send: 'GET /', as: 'bob', cookiesOf: 'ada' },
  ],
})

/**
 * When the session that a request found ends, in milliseconds since 1970; null if no end is known. A store may keep it beside the session, as a
 * column of a table or as what Redis counts down: then it is in what touch() was given last, and no more in what get() gives.
 */
function lastEnd(observation: Observation, exchange: ExchangeFacts): number | null {
  const get = loadOf(exchange)
  const told = get ? lastChange(observation, exchange, get) : null
  const end = endIn(get?.session ?? null)
  return end === null ? null : Math.max(end, endIn(told?.call.session ?? null) ?? end)
}
