/** Something in an id that tells how to guess the next one. */
export type Pattern =
  | { readonly what: 'counter' | 'repeated' }
  | { readonly what: 'timestamp' | 'uuid-v1' | 'object-id'; readonly at: number }

/** uid-safe makes express-session's own ids of 24 random bytes. */
export const UID_SAFE_BITS = 192

/** OWASP Session Management Cheat Sheet, "Session ID Entropy": at least 64 bits. */
export const FEWEST_BITS = 64

/** The smallest alphabet that an id fits in, and how many characters it has. Letters and digits alone are most likely base64. */
const ALPHABETS: readonly (readonly [RegExp, number])[] = [
  [/^[0-9]*$/, 10],
  [/^(?:[0-9a-f-]*|[0-9A-F-]*)$/, 16],
  [/^(?:[0-9a-z]*|[0-9A-Z]*)$/, 36],
  [/^[0-9A-Za-z+/_-]*$/, 64],
]
const PRINTABLE = 95

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** Random bits of a UUID by its version (RFC 9562 section 5). */
const UUID_BITS: Readonly<Record<string, number>> = { '1': 0, '6': 0, '4': 122, '7': 74 }

/** Dates outside these are no timestamps of a web server: 2005, before Node.js, and 2100. Milliseconds since 1970. */
const EARLIEST = Date.UTC(2005, 0)
const LATEST = Date.UTC(2100, 0)

/** How many characters an id has, as a person counts them. */
export const charactersIn = (id: string): number => {
  let low = 0
  // A pair of surrogates is one character.
  for (let i = 1; i < id.length; i += 1) if (isIn(id, i, 0xdc00) && isIn(id, i - 1, 0xd800)) low += 1
  return id.length - low
}

/** Whether a half of a surrogate pair stands there: 0xd800 for a high one, 0xdc00 for a low one. */
const isIn = (id: string, at: number, half: number): boolean => (id.charCodeAt(at) & 0xfc00) === half

/** Bits of chance that the length and the alphabet of an id leave room for, rounded down. */
export function bitsIn(id: string): number {
  const alphabet = ALPHABETS.find(([form]) => form.test(id))?.[1] ?? PRINTABLE
  // Hexadecimal digits are often grouped with hyphens.
  const drawn = alphabet === 16 ? id.replaceAll('-', '').length : charactersIn(id)
  return UUID_BITS[UUID.exec(id)?.[1] ?? ''] ?? Math.floor(drawn * Math.log2(alphabet))
}

/** Finds what makes an id easy to guess, if anything does. @param now milliseconds since 1970; nothing that is still to come counts as a date */
export function patternIn(id: string, now: number): Pattern | null {
  const uuid = UUID.exec(id)?.[1]
  if (uuid === '1' || uuid === '6') return { what: 'uuid-v1', at: uuidTime(id, uuid) }
  if (id.length > 3 && isMadeOfTwo(id)) return { what: 'repeated' }
  const [, digits = ''] = /^[^0-9]{0,16}([0-9]{10}|[0-9]{13})(?:[^0-9].{0,12})?$/su.exec(id) ?? []
  const at = Number(digits) * (digits.length === 10 ? 1000 : 1)
  if (at >= EARLIEST && at <= Math.min(LATEST, now + DAY)) return { what: 'timestamp', at }
  if (/^(?:[A-Za-z]{1,16}[-_.:]?)?0*[0-9]{1,9}$/.test(id)) return { what: 'counter' }
  // MongoDB's ObjectId: four bytes of seconds, five that stay the same for a process, three that count.
  const made = /^[0-9a-f]{24}$/.test(id) ? Number.parseInt(id.slice(0, 8), 16) * 1000 : 0
  return made >= EARLIEST && made <= now + DAY ? { what: 'object-id', at: made } : null
}

const DAY = 86_400_000

/** Whether no more than two different characters are in it. Looks no further than the third. */
function isMadeOfTwo(id: string): boolean {
  const seen = new Set<string>()
  for (const letter of id) if (seen.add(letter).size > 2) return false
  return true
}

/** 100 nanoseconds since 1582-10-15, spread over three fields (RFC 9562 sections 5.1 and 5.6), as milliseconds since 1970. */
function uuidTime(uuid: string, version: '1' | '6'): number {
  const [low, middle, high] = [uuid.slice(0, 8), uuid.slice(9, 13), uuid.slice(15, 18)]
  const digits = version === '1' ? high + middle + low : low + middle + high
  return Number((BigInt(`0x${digits}`) - 122_192_928_000_000_000n) / 10_000n)
}
