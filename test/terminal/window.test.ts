import { array, assert, integer, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { windowOf } from '../../src/terminal/window.ts'

test.each([
  ['all of it where there is room', [1, 1, 1], 1, 3, [0, 3]],
  ['what stands round the selected one', [1, 1, 1, 1, 1, 1, 1, 1, 1], 4, 5, [3, 6]],
  ['the beginning', [1, 1, 1, 1, 1, 1], 0, 5, [0, 3]],
  ['the end', [1, 1, 1, 1, 1, 1], 5, 5, [3, 6]],
  ['the selected one alone, however high it is', [1, 9, 1], 1, 5, [1, 2]],
  ['nothing of nothing', [], 0, 5, [0, 0]],
])('%s', (_, heights, selected, room, [first, end]) => {
  expect(windowOf(heights, selected, room)).toEqual({ first, end })
})

test('the selected item is always shown, and as many lines as there is room for', () => {
  const lists = array(integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 60 })
  assert(
    property(lists, nat(), integer({ min: 0, max: 40 }), (heights, chosen, room) => {
      const selected = chosen % heights.length
      const { first, end } = windowOf(heights, selected, room)
      expect(first).toBeLessThanOrEqual(selected)
      expect(end).toBeGreaterThan(selected)
      const linesOf = (from: number, to: number) => heights.slice(from, to).reduce((sum, height) => sum + height, 0)
      const rest = (first > 0 ? 1 : 0) + (end < heights.length ? 1 : 0)
      expect(end - first === 1 || linesOf(first, end) + rest <= room).toBe(true)
      // One more at either end would not have fitted.
      const widened = [
        ...(first > 0 ? [[first - 1, end] as const] : []),
        ...(end < heights.length ? [[first, end + 1] as const] : []),
      ]
      for (const [from, to] of widened) expect(linesOf(from, to) + 2).toBeGreaterThan(room)
    }),
  )
})
