import { createJoiner, linesOf } from '../paste/pieces.ts'

/** What a value may say once it is decoded. */
export interface Reading {
  readonly value: string
  /** How often URL encoding was undone. A server undoes it once. */
  readonly decodings: number
}

/** Why a value cannot be what it was meant to be, and where: `offset` counts from the start of the value, in UTF-16 units. */
export interface Fault {
  readonly what: 'percent' | 'character' | 'no-dot' | 'no-id' | 'no-signature' | 'json' | 'jwt' | 'too-deep'
  readonly offset: number
}

// RFC 6265bis section 4.1.1, cookie-octet, and 5.6: `;` ends the value, and a control character other than a tab makes a
// browser drop the cookie. Spaces and quotes are against the rule too, but browsers and express-session take them.
const NEVER_IN_A_VALUE = /[\0-\x08\x0a-\x1f;\x7f-\x9f]/
const SIGNED = /^s(?::|%3a)/i
const MARKED = /^[sj]:/

/** More often than this nobody encodes a cookie by mistake. */
const MOST_DECODINGS = 3

/**
 * Undoes the URL encoding of a value. Never throws.
 * @param raw the value as it was pasted
 * @returns what it may say, the likeliest first: more than one where the spelling leaves it open; or why it says nothing
 */
export function readValue(raw: string): readonly [Reading, ...Reading[]] | Fault {
  // Here somebody, a browser's tools perhaps, has decoded already: express-session itself always encodes the colon.
  // Decoding `100%25` again would change an id, so it comes second. Who is right, only the signature can tell.
  if (raw.startsWith('s:')) {
    const unbroken = withoutBreaks(raw)
    const filled = withPlus(raw)
    const others = [
      ...decodings(raw),
      ...[unbroken, filled].filter((text) => text !== raw).map((value) => ({ value, decodings: 0 })),
    ]
    return [{ value: raw, decodings: 0 }, ...others]
  }
  const offset = raw.search(NEVER_IN_A_VALUE)
  if (offset !== -1) return { what: 'character', offset }
  const [once, ...more] = decodings(raw)
  // cookie 0.7.2, `decode()`: what cannot be decoded stays as it is written.
  if (once === undefined) {
    return SIGNED.test(raw) && decode(raw) === null
      ? { what: 'percent', offset: badEscape(raw) }
      : [{ value: raw, decodings: 0 }]
  }
  const marked = more.find(({ value }) => MARKED.test(value))
  if (marked && !MARKED.test(once.value)) return [marked]
  return MARKED.test(once.value) ? [once, ...more] : [once]
}

/** With `+` for each blank in the signature: decoding of a form makes one of the other. */
function withPlus(text: string): string {
  const dot = text.lastIndexOf('.')
  return text.length - dot === 44 ? text.slice(0, dot) + text.slice(dot).replaceAll(' ', '+') : text
}

/** Without line breaks and the spaces round them. */
function withoutBreaks(text: string): string {
  if (!/[\r\n]/.test(text)) return text
  const joiner = createJoiner()
  for (const line of linesOf(text)) joiner.add(line)
  return joiner.text()
}

/** What comes out when URL encoding is undone once, twice and so on, for as long as that changes something. */
function decodings(raw: string): readonly Reading[] {
  const found: Reading[] = []
  for (let value: string | null = raw; found.length < MOST_DECODINGS;) {
    const next: string | null = decode(value)
    if (next === null || next === value) break
    found.push({ value: next, decodings: found.length + 1 })
    value = next
  }
  return found
}

/** Undoes URL encoding once; null for a text with a `%` that is not part of URL-encoded UTF-8. */
export function decode(text: string): string | null {
  if (!text.includes('%')) return text
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
