import { LONGEST_READ, looksLikeBase64Object, readBase64Object } from '../value/json.ts'
import { segmentsOf } from './pieces.ts'

/** A cookie's name, if it has one, and its value without the quotes round it. */
export interface Pair {
  readonly name: string | null
  readonly raw: string
}

const SIGNED = /^s(?::|%3a)/i

/** A name as RFC 6265bis section 4.1.1 wants it, a token of RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/**
 * Splits at the first `=` (RFC 6265bis section 5.6). A signed value alone can hold one too, in its id or as padding: no
 * cookie name has a colon (RFC 6265bis section 4.1.1, token), so what starts with `s:` or `s%3A` is a value, unless a
 * signed value follows. Base64 that is padded holds one as well.
 */
export function splitPair(text: string): Pair {
  const whole = unquote(text)
  const equals = whole.indexOf('=')
  if (equals === -1 || whole.startsWith('s:') || isPaddedBase64(whole)) return { name: null, raw: whole }
  const raw = unquote(trimBlanks(whole.slice(equals + 1)))
  if (SIGNED.test(whole) && !SIGNED.test(raw)) return { name: null, raw: whole }
  return { name: trimBlanks(whole.slice(0, equals)) || null, raw }
}

/** Whether a text can be a cookie's name. */
export const isToken = (text: string): boolean => TOKEN.test(text)

const isPaddedBase64 = (text: string): boolean =>
  text.length > LONGEST_READ ? looksLikeBase64Object(text) : readBase64Object(text) !== null

/** RFC 6265bis section 5.6: spaces and tabs round a name or a value do not count. */
export const trimBlanks = (text: string): string => text.replace(/^[ \t]+/, '').replace(/(?<![ \t])[ \t]+$/, '')

/** Like {@link unquote}, but only where the quotes stand round the whole: `"a"; b="c"` stays as it is. */
export const unquoteWhole = (text: string): string => {
  const inside = unquote(text)
  return inside.includes(text.charAt(0)) ? text : inside
}

/** Takes one pair of quotes off: double ones as cookie 0.7.2 does, which express-session reads with, single ones as a shell does. */
export function unquote(text: string): string {
  const quote = text[0]
  const quoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote)
  return quoted ? text.slice(1, -1) : text
}

/**
 * The pairs of a Cookie header (RFC 6265bis section 4.2.1), in order. Empty ones are left out.
 * @param value what stands behind `Cookie:`
 */
export function* readCookieHeader(value: string): Generator<string, void, undefined> {
  for (const segment of segmentsOf(value)) {
    const pair = segment.trim()
    if (pair !== '') yield pair
  }
}

/**
 * Splits Set-Cookie lines that were joined with commas, as `headers.get('set-cookie')` of the Fetch standard does. A comma
 * begins a new cookie only behind a semicolon and before `name=`: dates hold commas too, and so may values.
 * @param value what stands behind `Set-Cookie:`
 */
export function* splitSetCookies(value: string): Generator<string, void, undefined> {
  let start = 0
  let attributesBegun = false
  for (const { index, 0: sign } of value.matchAll(/[;,]/g)) {
    if (sign === ';') attributesBegun = true
    else if (attributesBegun && beginsPair(value, index + 1)) {
      yield value.slice(start, index).trim()
      start = index + 1
      attributesBegun = false
    }
  }
  yield value.slice(start).trim()
}

/** Looks no further than the next sign that ends a name, so that many commas take linear time. */
function beginsPair(text: string, from: number): boolean {
  const name = /^ *([^\s=;,"]*)=/.exec(text.slice(from, from + 4097))?.[1]
  return name !== undefined && isToken(name)
}
