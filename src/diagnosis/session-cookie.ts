import { endOf } from '../cookie/findings/cookie-end.ts'
import { effective, readAttributes, type Attribute } from '../cookie/paste/attributes.ts'
import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import { sessionsOf, setCookies } from './facts.ts'

/** A Set-Cookie line, as far as it says what a browser then has. */
export interface CookieSet {
  /** What stands behind `Set-Cookie:`. */
  readonly line: string
  readonly name: string
  /** The name and the value, as they come back in a Cookie header. */
  readonly pair: string
  readonly attributes: readonly Attribute[]
  /** In milliseconds since 1970; null if it names none. */
  readonly end: number | null
  /** Whether its end had come when the request did: the cookie is taken away. */
  readonly isOver: boolean
}

/** Every cookie that an answer sets. */
export const cookiesSet = (exchange: ExchangeFacts): readonly CookieSet[] =>
  setCookies(exchange).map((line) => {
    const [pair = '', ...segments] = line.split(';')
    const attributes = readAttributes(segments)
    const end = endOf(attributes, exchange.at)
    return {
      line,
      name: pair.split('=', 1)[0] ?? '',
      pair,
      attributes,
      end,
      isOver: end !== null && end <= exchange.at,
    }
  })

/** The cookie of the session that an answer sets or takes away: of several lines the last one counts. Null for none. */
export const sessionCookieSet = (observation: Observation, exchange: ExchangeFacts): CookieSet | null =>
  sessionCookiesSet(observation, exchange).at(-1) ?? null

/** Every line by which an answer sets or takes away the cookie of the session. */
export function sessionCookiesSet(observation: Observation, exchange: ExchangeFacts): readonly CookieSet[] {
  const names = new Set(sessionsOf(observation, exchange).map(({ name }) => name))
  return cookiesSet(exchange).filter(({ name }) => names.has(name))
}

/** What an attribute says, in the letters in which it is compared; empty if there is none. */
export function attributeOf({ attributes }: CookieSet, name: 'Path' | 'Domain'): string {
  const value = String(effective(attributes, name) ?? '')
  return name === 'Domain' ? value.replace(/^\./, '').toLowerCase() : value
}

/** Whether a request came when another one had its whole answer. */
export const cameAfter = (exchange: ExchangeFacts, { at, durationMs }: ExchangeFacts): boolean =>
  durationMs !== null && exchange.at >= Math.floor(at + durationMs)
