import type { Style } from '../style.ts'
import { padded, width } from '../text.ts'

/** From this many columns on, two things stand side by side. */
export const WIDE = 100

const GAP = 3

/**
 * Two blocks side by side where the window is wide enough, and one below the other else.
 * @param draw draws a block with a style that knows how much room it has
 */
export function sideBySide<T>(left: T, right: T, draw: (block: T, style: Style) => string, style: Style): string {
  if (style.columns < WIDE) return `${draw(left, style)}\n\n${draw(right, style)}`
  const columns = Math.floor((style.columns - GAP) / 2)
  const [lines, others] = [left, right].map((block) => draw(block, { ...style, columns }).split('\n'))
  if (!lines || !others) return ''
  return Array.from({ length: Math.max(lines.length, others.length) }, (_, i) => {
    const line = lines[i] ?? ''
    const other = others[i] ?? ''
    return other === '' ? line : padded(line, Math.max(columns, width(line))) + ' '.repeat(GAP) + other
  }).join('\n')
}
