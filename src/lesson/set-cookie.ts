import { parseCookieDate } from '../cookie/findings/cookie-date.ts'
import { effective, readAttributes, type Attribute, type AttributeName } from '../cookie/paste/attributes.ts'
import { splitPair } from '../cookie/paste/headers.ts'

/** A Set-Cookie line, taken apart. */
export interface SetCookieSeen {
  readonly name: string
  /** The value as on the wire, not decoded. */
  readonly value: string
  /** The session id inside a signed value `s:id.signature`; undefined for another value. */
  readonly id: string | undefined
  /** The whole line. */
  readonly line: string
  readonly attributes: readonly Attribute[]
  /** The end that Expires names, if it names one. */
  readonly expires: Date | undefined
  /** What stands behind Max-Age=, if it is there. */
  readonly maxAge: string | undefined
}

/** What an attribute says: the last one of its name counts. Empty for one without a value, undefined for none. */
export function attributeOf(cookie: SetCookieSeen | undefined, name: AttributeName): string | undefined {
  const value = effective(cookie?.attributes ?? [], name)
  return value === true ? '' : value
}

/** Reads one Set-Cookie line (RFC 6265bis section 5.6). */
export function readSetCookie(line: string): SetCookieSeen {
  const [pair = '', ...segments] = line.split(';')
  const { name, raw } = splitPair(pair.trim())
  const attributes = readAttributes(segments)
  const end = parseCookieDate(String(effective(attributes, 'Expires')))
  const maxAge = effective(attributes, 'Max-Age')
  return {
    name: name ?? '',
    value: raw,
    id: signedId(raw),
    line,
    attributes,
    expires: end === null ? undefined : new Date(end),
    maxAge: maxAge === undefined ? undefined : String(maxAge),
  }
}

/** The id in `s%3Aid.signature`: what stands before the last dot (cookie-signature `unsign`); undefined for another value. */
export function signedId(encoded: string): string | undefined {
  let value: string
  try {
    value = decodeURIComponent(encoded)
  } catch {
    return undefined
  }
  const dot = value.lastIndexOf('.')
  return value.startsWith('s:') && dot > 1 ? value.slice(2, dot) : undefined
}
