import type { CookieReport } from './report.ts'
import { decode } from './value/read.ts'

/** The most of a text that is shown, in UTF-16 units: no browser keeps a cookie of more than 4096 bytes. */
export const LONGEST_SHOWN = 65_536

/** Twice the longest escape of one character: four bytes of UTF-8, URL-encoded. */
const ROOM = 24

/**
 * The beginning of a text that is too long to be shown, with the number of characters that are left out, as in
 * `abc... (+ 1,000 characters)`. Ends in the middle of no URL-encoded character, no escape of JSON and no surrogate pair.
 */
export function shortened(text: string): string {
  if (text.length <= LONGEST_SHOWN) return text
  const end = endOfWhole(text)
  return `${text.slice(0, end)}... (+ ${(text.length - end).toLocaleString('en')} characters)`
}

/** The last place up to {@link LONGEST_SHOWN} where a character ends. */
function endOfWhole(text: string): number {
  const end = isHighSurrogate(text, LONGEST_SHOWN - 1) ? LONGEST_SHOWN - 1 : LONGEST_SHOWN
  const tail = text.slice(end - ROOM, end)
  if (HALF_OF_JSON.test(tail)) return end - ROOM + tail.lastIndexOf('\\')
  const escapes = tail.slice(tail.search(ESCAPES))
  for (let cut = 0; cut < ROOM / 2; cut += 1) {
    if (endsWhole(escapes.slice(0, escapes.length - cut))) return end - cut
  }
  return end
}

const isHighSurrogate = (text: string, at: number): boolean => /[\ud800-\udbff]/.test(text.charAt(at))

/** An escape of JSON that goes on behind the end. */
const HALF_OF_JSON = /(?<!\\)(?:\\\\)*\\(?:u[\da-f]{0,3})?$/i

/** URL-encoded bytes, the last of which may go on behind the end; nothing where there are none. */
const ESCAPES = /(?:%[\da-f]{2})*(?:%[\da-f]?)?$/i

/** Whether escapes end with a whole character, even one that does not begin here. */
const endsWhole = (escapes: string): boolean => [3, 6, 9, 12].some((length) => decode(escapes.slice(-length)) !== null)

/** A report with every text in it shortened. What was found was found in the whole. */
export function shortReport(report: CookieReport): CookieReport {
  const { kind, name, value, id, signature, weakSecret, attributes, content } = report
  return {
    ...report,
    name: name && shortened(name),
    value: shortened(value),
    id: id && shortened(id),
    signature: signature && shortened(signature),
    weakSecret: weakSecret && shortened(weakSecret),
    attributes:
      attributes &&
      Object.fromEntries(
        Object.entries(attributes).map(([key, text]) => [shortened(key), text === true ? text : shortened(text)]),
      ),
    content: shortContents(kind, content),
  }
}

/** Of a token header and payload stay apart. */
function shortContents(kind: CookieReport['kind'], content: unknown): unknown {
  if (kind !== 'jwt') return shortContent(content)
  const parts = Object.entries(content as Readonly<Record<string, unknown>>)
  return Object.fromEntries(parts.map(([name, part]) => [name, shortContent(part)]))
}

/** Data that is too long becomes a text: the beginning of its JSON. */
export function shortContent(content: unknown): unknown {
  const json = JSON.stringify(content)
  return json.length > LONGEST_SHOWN ? shortened(json) : content
}
