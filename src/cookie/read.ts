/** Why a value cannot be what it was meant to be, and where: `offset` counts from the start of the value, in UTF-16 units. */
export interface Fault {
  readonly what: 'percent' | 'character' | 'no-dot' | 'no-id' | 'no-signature'
  readonly offset: number
}

/** A paste whose value could be decoded. */
export interface ReadCookie {
  readonly status: 'read'
  /** Null when only a value was pasted. */
  readonly name: string | null
  /** The value as it was pasted, without the double quotes round it. */
  readonly raw: string
  /** What the value says once decoded. More than one when the spelling leaves it open; the likeliest comes first. */
  readonly values: readonly [string, ...string[]]
}

/** A paste that holds no cookie value, whatever it was meant to be. */
export interface BrokenCookie {
  readonly status: 'broken'
  readonly name: string | null
  readonly raw: string
  readonly fault: Fault
}

// RFC 6265bis section 4.1.1, cookie-octet, and 5.6: `;` ends the value, and a control character other than a tab makes a
// browser drop the cookie. Spaces and quotes are against the rule too, but browsers and express-session take them.
const NEVER_IN_A_VALUE = /(?!\t)[\p{Cc};]/u
const SIGNED = /^s(?::|%3a)/i

/**
 * Reads one paste: a value or `name=value`, URL-encoded or not. White space around it is ignored. Never throws.
 * @param paste any text
 */
export function readCookie(paste: string): ReadCookie | BrokenCookie {
  const { name, value: raw } = splitPair(paste.trim())
  // Here somebody, a browser's tools perhaps, has decoded already: express-session itself always encodes the colon.
  // Decoding `100%25` again would change an id, so it comes second. Who is right, only the signature can tell.
  if (raw.startsWith('s:')) {
    const again = decode(raw)
    return { status: 'read', name, raw, values: again === null || again === raw ? [raw] : [raw, again] }
  }
  const offset = raw.search(NEVER_IN_A_VALUE)
  if (offset !== -1) return { status: 'broken', name, raw, fault: { what: 'character', offset } }
  const value = decode(raw)
  if (value !== null) return { status: 'read', name, raw, values: [value] }
  if (SIGNED.test(raw)) return { status: 'broken', name, raw, fault: { what: 'percent', offset: badEscape(raw) } }
  // cookie 0.7.2, `decode()`: what cannot be decoded stays as it is written.
  return { status: 'read', name, raw, values: [raw] }
}

/**
 * Splits at the first `=` (RFC 6265bis section 5.6). A signed value alone can hold one too, in its id or as padding: no
 * cookie name has a colon (RFC 6265bis section 4.1.1, token), so what starts with `s:` or `s%3A` is a value, unless a
 * signed value follows.
 */
function splitPair(text: string): { readonly name: string | null; readonly value: string } {
  const equals = text.indexOf('=')
  if (equals === -1 || text.startsWith('s:')) return { name: null, value: unquote(text) }
  const value = unquote(trimBlanks(text.slice(equals + 1)))
  if (SIGNED.test(text) && !SIGNED.test(value)) return { name: null, value: text }
  return { name: trimBlanks(text.slice(0, equals)) || null, value }
}

/** RFC 6265bis section 5.6: spaces and tabs round a name or a value do not count. */
const trimBlanks = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '')

/** cookie 0.7.2, which express-session reads with, takes one pair of double quotes off a value. */
const unquote = (text: string): string =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text

/** Undoes URL encoding once; null for a text with a `%` that is not part of URL-encoded UTF-8. */
export function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Where the first run of escapes that does not decode begins. */
function badEscape(text: string): number {
  for (const run of text.matchAll(/(?:%[\da-f]{2})+|%/gi)) if (decode(run[0]) === null) return run.index
  return 0
}
