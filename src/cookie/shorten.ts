import type { CookieReport } from './report.ts'
import { decode } from './value/read.ts'

/** The most of a text that is shown, in UTF-16 units: no browser keeps a cookie of more than 4096 bytes. */
export const LONGEST_SHOWN = 65_536

/** The longest escape of one character: four bytes of UTF-8, URL-encoded. */
const LONGEST_ESCAPE = 12

/**
 * The beginning of a text that is too long to be shown, with the number of characters that are left out, as in
 * `abc... (+ 1,000 characters)`. Ends in the middle of no URL-encoded character and of no surrogate pair.
 */
export function shortened(text: string): string {
  if (text.length <= LONGEST_SHOWN) return text
  const end = endBefore(text, LONGEST_SHOWN)
  return `${text.slice(0, end)}... (+ ${(text.length - end).toLocaleString('en')} characters)`
}

function endBefore(text: string, most: number): number {
  const code = text.charCodeAt(most - 1)
  const end = code >= 0xd800 && code <= 0xdbff ? most - 1 : most
  const [half = ''] = /(?<!\\)(?:\\\\)*\\(?:u[\da-f]{0,3})?$/i.exec(text.slice(end - 2 * LONGEST_ESCAPE, end)) ?? []
  if (half !== '') return text.lastIndexOf('\\', end - 1)
  const [escapes = ''] = /(?:%[\da-f]{2})*(?:%[\da-f]?)?$/i.exec(text.slice(end - 2 * LONGEST_ESCAPE, end)) ?? []
  for (let cut = 0; cut <= Math.min(escapes.length, LONGEST_ESCAPE); cut += 1) {
    if (isWholeAtEnd(escapes.slice(0, escapes.length - cut))) return end - cut
  }
  return end
}

/** Whether escapes end with a whole character, even one that does not begin here. */
const isWholeAtEnd = (escapes: string): boolean =>
  escapes === '' ||
  [3, 6, 9, 12].some(
    (length) => escapes.length >= length && escapes.at(-length) === '%' && decode(escapes.slice(-length)) !== null,
  )

/** A report with every text in it shortened; the same one where none is too long. What was found was found in the whole. */
export function shortReport(report: CookieReport): CookieReport {
  const { name, value, id, signature, weakSecret, attributes, content } = report
  const areLong = attributes !== null && Object.entries(attributes).some((attribute) => attribute.some(isLong))
  // Put down one by one, because nearly every report ends here.
  if (!isLong(name) && !isLong(value) && !isLong(id) && !isLong(signature) && !isLong(weakSecret) && !areLong) {
    return report
  }
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
    content: shortContents(report.kind, content),
  }
}

const isLong = (text: string | true | null): boolean => typeof text === 'string' && text.length > LONGEST_SHOWN

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
