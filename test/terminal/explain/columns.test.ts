import { expect, test } from 'vitest'
import { sideBySide } from '../../../src/terminal/explain/columns.ts'
import { width } from '../../../src/terminal/text.ts'
import { plainStyle } from '../../support/style.ts'

const draw = (lines: readonly string[]) => lines.join('\n')

test('side by side from 100 columns on, and one below the other else', () => {
  expect(sideBySide(['a', 'b'], ['c'], draw, plainStyle({ columns: 99 }))).toBe('a\nb\n\nc')
  const wide = sideBySide(['a', 'b'], ['c'], draw, plainStyle({ columns: 100 }))
  expect(wide.split('\n')).toEqual([`a${' '.repeat(50)}c`, 'b'])
})

test.each([100, 101, 120, 200])('at %i columns both blocks have the same room, and fit', (columns) => {
  const text = sideBySide('x', 'y', (letter, style) => letter.repeat(style.columns), plainStyle({ columns }))
  expect(width(text)).toBeLessThanOrEqual(columns)
  expect(text).toMatch(/^(x+) {3}y+$/)
})
