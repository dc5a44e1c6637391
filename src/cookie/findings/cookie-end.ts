import { effective, type Attribute } from '../paste/attributes.ts'
import { parseCookieDate } from './cookie-date.ts'

/** RFC 6265bis section 5.5: browsers keep no cookie longer than 400 days. In milliseconds. */
export const LONGEST_LIFE = 400 * 86_400_000

/**
 * When a cookie ends: Max-Age, in seconds, comes before Expires (RFC 6265bis section 5.7, step 6).
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970; null if it names no end that can be read
 */
export function endOf(attributes: readonly Attribute[], now: number): number | null {
  const maxAge = maxAgeOf(attributes)
  return maxAge === null ? parseCookieDate(String(effective(attributes, 'Expires'))) : now + maxAge * 1000
}

/** In seconds; null if there is none that browsers obey (RFC 6265bis section 5.6.2). */
export function maxAgeOf(attributes: readonly Attribute[]): number | null {
  const maxAge = String(effective(attributes, 'Max-Age'))
  return /^-?\d+$/.test(maxAge) ? Number(maxAge) : null
}
