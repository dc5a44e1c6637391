import type { ExchangeFacts, Observation, ValueFacts } from '../../../observe/observation.ts'
import { duration } from '../../../duration.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf, writeOf } from '../../facts.ts'
import { sessionCookieSet } from '../../session-cookie.ts'
import { handedOver, lifetimeOf } from '../../session-data.ts'

export default cause({
  code: 'max-age-seconds',
  title: 'maxAge counts milliseconds, and this number is in seconds',
  level: 'error',
  symptoms: ['logged-out-early', 'data-lost', 'new-id-every-request'],
  words: [
    'logged out after seconds',
    'logged out after a few seconds',
    'session expires at once',
    'session expires immediately',
    'session expires too soon',
    'maxage seconds or milliseconds',
    'cookie.maxage',
    'maxage in seconds',
    'maxage 3600',
    'logged out after one minute',
    'session timeout after one minute',
    'session timeout too short',
    'session gone after 3 seconds',
    'session gone after a few seconds',
    'session disappears after seconds',
    'user is logged out too early',
    'cookie expires 60 * 60 * 24',
    'logged out after a minute',
  ],
  howToTell: 'Expires in the Set-Cookie line is seconds or minutes after Date, although you meant hours or days',
  lesson: 2,
  step: 'Ten minutes that last for hours',
  explains: ['not-rolling', 'client-sends-no-cookie'],
  find(observation) {
    const short = observation.exchanges.flatMap((exchange) => {
      const set = sessionCookieSet(observation, exchange)
      const seconds =
        set?.end === null || isDate(observation, exchange) ? null : asSeconds(lifetimeOf(handedOver(exchange)))
      return set && seconds !== null ? [{ exchange, seconds }] : []
    })
    const [first] = short
    if (!first) return null
    const { exchange, seconds } = first
    const isExpires = expiresAt(observation, exchange)?.value === seconds
    return {
      message:
        `The cookie of ${requestLine(exchange)} ends after ${duration(seconds)}: ` +
        `${isExpires ? `cookie.expires is the number ${seconds}, which counts as maxAge does: in milliseconds` : `maxAge is ${seconds}, and counts milliseconds`}. ` +
        `${seconds} seconds would be ${duration(seconds * 1000)}.`,
      ...placeOf(observation, exchange, seconds),
      ...(isExpires ? { option: 'cookie.expires' } : {}),
      exchange: nameOf(exchange),
      count: short.length,
      fix: { code: `cookie: { maxAge: ${seconds} * 1000 } // ${duration(seconds * 1000)}` },
    }
  },
  fix: { text: 'Multiply by 1000.', code: 'cookie: { maxAge: 60 * 60 * 1000 } // one hour' },
  moves: [{ send: 'POST /login' }, { laterMs: 60_000 }, { send: 'GET /' }],
})

/** Whether the end is a date that the app chose: then what is left of it may be any number. */
function isDate(observation: Observation, exchange: ExchangeFacts): boolean {
  const isChanged = exchange.changes.some(({ kind }) => kind === 'cookie')
  const expires = expiresAt(observation, exchange)
  // A number there counts as maxAge does, as soon as the session is touched (session/cookie.js, `resetMaxAge`).
  return !isChanged && expires !== undefined && expires.kind !== 'number'
}

/** What session() was given as cookie.expires, where no cookie.maxAge stands beside it. */
function expiresAt(observation: Observation, exchange: ExchangeFacts): ValueFacts | undefined {
  const { options = {} } = sessionsOf(observation, exchange).at(-1) ?? {}
  return options['cookie.maxAge'] === undefined ? options['cookie.expires'] : undefined
}

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400]

/** Minutes that people often choose. */
const MINUTES = [5, 10, 15, 20, 30, 45, 90].map((count) => count * MINUTE)

/** What a lifetime may be off by, in milliseconds: Date moves on while express-session works it out. */
const OFF_MS = 3

/**
 * A lifetime as a number of seconds that people choose, where it is none that anybody would choose in milliseconds.
 * @param lifetime in milliseconds, as express-session took it
 */
function asSeconds(lifetime: number | null): number | null {
  if (lifetime === null) return null
  for (let off = 0; off <= OFF_MS; off += 1) {
    const number = lifetime + off
    const isChosen = MINUTES.includes(number) || (number <= DAY ? number % HOUR === 0 : number % DAY === 0)
    if (number > 0 && number <= 400 * DAY && isChosen && number % (MINUTE * 1000) !== 0) return number
  }
  return null
}

/** Where the number comes from: an option, or what a handler wrote. */
function placeOf(observation: Observation, exchange: ExchangeFacts, seconds: number) {
  const call = sessionsOf(observation, exchange).at(-1)
  const change = exchange.changes.find(({ kind }) => kind === 'cookie')
  if (change && call?.options['cookie.maxAge']?.value !== seconds) return writeOf(exchange, change)
  return { at: call?.at ?? null, option: 'cookie.maxAge' }
}
