import type { CookieReport } from '../../cookie/report.ts'
import { visible } from '../text.ts'

/** The most that is sent, in characters of base64: xterm and others read no longer sequence. */
const LONGEST = 74_994

/**
 * The decoded parts of cookies as text: a line a part, an empty line between cookies. Control characters are written out, so that
 * pasting it anywhere types nothing but these lines.
 */
export const partsAsText = (reports: readonly CookieReport[]): string =>
  reports.map((report) => partsOf(report).join('\n')).join('\n\n')

function partsOf({ name, value, id, signature, content, attributes }: CookieReport): readonly string[] {
  const parts: readonly (readonly [label: string, text: string | null])[] = [
    ['name', name],
    ['value', value],
    ['id', id],
    ['data', content === null ? null : JSON.stringify(content)],
    ['signature', signature],
    ...Object.entries(attributes ?? {}).map(([label, text]) => [label, text === true ? '' : text] as const),
  ]
  return parts.flatMap(([label, text]) => (text === null ? [] : [`${visible(label)}: ${visible(text)}`.trimEnd()]))
}

/**
 * What makes a terminal put a text on the clipboard: OSC 52 (XTerm Control Sequences, "Manipulate Selection Data").
 * @returns null for a text that is too long for it
 */
export function clipboardSequence(text: string): string | null {
  const base64 = Buffer.from(text).toString('base64')
  return base64.length > LONGEST ? null : `\u001B]52;c;${base64}\u0007`
}
