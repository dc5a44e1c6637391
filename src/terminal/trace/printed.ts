import type { Style } from '../style.ts'
import { visible } from '../text.ts'

/** ECMA-48, SGR: how the text behind it looks. Nothing else is let through: it would move the cursor, or talk to the terminal. */
// oxlint-disable-next-line no-control-regex
const SGR = /(\u001b\[[\d;]*m)/
const RESET = '\u001b[0m'

/** Columns from one tab stop to the next. */
const TAB = 8

/** A line that a command printed: its colours stay, where there are colours; every other control character is written out. */
export function renderPrinted(line: string, { sessions: [paint] }: Style): string {
  const pieces = line.replaceAll('\t', ' '.repeat(TAB)).split(SGR)
  const isColoured = pieces.length > 1 && paint?.('x') !== 'x'
  const text = pieces.map((piece, i) => (i % 2 === 0 ? visible(piece) : isColoured ? canonical(piece) : '')).join('')
  return isColoured ? text + RESET : text
}

/** Without a number it means 0. Numbers that are not written count as 0, too. */
const canonical = (sequence: string): string => {
  const numbers = sequence.slice(2, -1).split(';')
  return `\u001b[${numbers.map((number) => Number(number.slice(0, 3)) || 0).join(';')}m`
}
