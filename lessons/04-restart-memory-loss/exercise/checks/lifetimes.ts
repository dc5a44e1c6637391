import type { Evidence, Seen } from '../../../../src/exercise/index.ts'
import { HOUR, MINUTE, SECOND } from './scenes.ts'

/** How long a login is kept: by the browser, as a run shows it, and by session-file-store, as the code has it. */

type Code = Evidence['code']

/** How long the cookie of an answer was to be kept, in milliseconds; null where it names no end. */
export function lifeOf({ set, at, session }: Seen): number | null {
  if (!set?.expires) return null
  const { originalMaxAge } = Object(session?.['cookie'])
  // Expires has no milliseconds.
  return typeof originalMaxAge === 'number' ? originalMaxAge : set.expires.getTime() - at
}

/** Whether a browser had no cookie to send any more, because the one that it had been given was over. */
export const isOver = (given: Seen, seen: Seen): boolean =>
  seen.sent === undefined && (given.set?.expires?.getTime() ?? Infinity) <= seen.at

/** What to say of a cookie that was over. */
export function endOf(given: Seen, code: Code): string {
  const life = lifeOf(given) ?? 0
  const unit = isOddAge(life) && code.has(/\bmaxAge\b/) ? ' maxAge counts milliseconds.' : ''
  return `it was to be kept for ${inWords(life)}.${unit}`
}

/** The line that says how long a cookie is kept, or true if none can be named. */
export const lifeLine = (code: Code): number | true =>
  code.line(/\.cookie\.(?:maxAge|expires)\s*=(?!=)/) ?? code.line(/\b(?:maxAge|expires)\b/) ?? true

/** The line where the end of a cookie is given as a date, or true. */
export const endLine = (code: Code): number | true =>
  code.line(/\.cookie\.expires\s*=(?!=)/) ?? code.line(/\bexpires\s*[:,}]/) ?? true

/** Whether nobody means so many milliseconds: then the number was for another unit. */
const isOddAge = (life: number): boolean => {
  const step = life < MINUTE ? SECOND : MINUTE
  // It can be off by a few milliseconds.
  return life > 0 && (life < SECOND || Math.abs(life - Math.round(life / step) * step) > 50)
}

const TTL = /\bttl\s*[:=](?!=)\s*([^,}\n;]+)/

/** The line of ttl, or null. */
export const ttlLine = (code: Code): number | null => code.line(TTL) ?? code.line(/\bttl\b/)

/** The ttl that stands in the code, in seconds; null if there is none or several, or if it cannot be told. */
export function ttlIn(code: Code): number | null {
  const text = code.word(TTL)
  return text === undefined || code.has(new RegExp(`${TTL.source}[^]*${TTL.source}`)) ? null : productIn(code, text)
}

/** What to say of a ttl that is too short. @param ttl in seconds */
export const shortTtl = (ttl: number): string =>
  `ttl comes to ${inWords(ttl * SECOND)} here.${isOddTtl(ttl) ? ' It counts seconds.' : ''}`

/** Whether nobody means so many seconds: no whole minutes, or as many minutes as there are in some days. */
const isOddTtl = (ttl: number): boolean => ttl % 60 !== 0 || (ttl % 1440 === 0 && ttl % 3600 !== 0)

/** The line of a ttl with which no session is ever valid (session-file-helpers.js `isExpired`), or null. */
export const uselessTtlLine = (code: Code): number | null =>
  code.line(/\bttl\s*:\s*(?:0\s*[,}\n]|-|null\b|undefined\b|NaN\b|['"`](?!\d+['"`]))/)

export const USELESS_TTL =
  'With this ttl session-file-store takes no session for a valid one. It must be a number of seconds.'

/** A product of numbers, some of which may be constants of the file; null if it is something else. */
function productIn(code: Code, text: string, depth = 0): number | null {
  const factors = text.split('*').map((part) => {
    const factor = part.replaceAll(/[()\s_]/g, '')
    if (/^(?:\d+\.?\d*|\.\d+)(?:e\d+)?$/i.test(factor)) return Number(factor)
    const name = part.replaceAll(/[()\s]/g, '')
    const value = /^[A-Za-z_$][\w$]*$/.test(name)
      ? code.word(new RegExp(`\\bconst\\s+${name.replaceAll('$', '\\$')}\\s*=\\s*([^,\\n;]+)`))
      : undefined
    return value === undefined || depth > 3 ? null : productIn(code, value, depth + 1)
  })
  return factors.reduce((product, factor) => (product === null || factor === null ? null : product * factor), 1)
}

/** A time in words, as in `12 hours`. @param milliseconds which may be none or over */
export function inWords(milliseconds: number): string {
  if (milliseconds <= 0) return 'no time at all'
  const [size, name] = UNITS.find(([unit]) => milliseconds >= 2 * unit || milliseconds === unit) ?? [SECOND, 'second']
  const count = milliseconds / size
  const rounded = Number(count.toFixed(count < 1 ? 3 : 1))
  return `${rounded} ${name}${rounded === 1 ? '' : 's'}`
}

const UNITS = [
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
] as const
