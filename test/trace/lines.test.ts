import { array, assert, nat, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from '../../src/trace/lines.ts'

/** The lines of a text that comes in pieces of these sizes. */
function linesIn(text: string, sizes: readonly number[]): readonly string[] {
  const heard: string[] = []
  const take = linesOf((line) => heard.push(line))
  const bytes = Buffer.from(text)
  let start = 0
  for (const size of sizes) {
    take(bytes.subarray(start, start + size))
    start += size
  }
  take(bytes.subarray(start))
  return heard
}

test('however a text is cut into pieces, its lines are the same', () => {
  assert(
    property(array(string({ unit: 'grapheme' })), array(nat({ max: 9 })), (parts, sizes) => {
      const lines = parts.map((part) => part.replaceAll('\n', ''))
      expect(linesIn(lines.map((line) => `${line}\n`).join(''), sizes)).toEqual(lines)
    }),
  )
})

test('what has no end yet is no line', () => {
  expect(linesIn('one\ntwo', [])).toEqual(['one'])
})

test('a line that is too long is let go, and the next is heard', () => {
  const long = 'x'.repeat(16_000_001)
  expect(linesIn(`${long}\nshort\n`, [5, 1000])).toEqual(['short'])
})
