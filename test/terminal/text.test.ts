import { array, assert, integer, property, string, stringMatching } from 'fast-check'
import { wrapAnsi } from 'fast-wrap-ansi'
import { describe, expect, test } from 'vitest'
import { aside, shorten, visible, visibleLines, width, wrap, wrapCode } from '../../src/terminal/text.ts'

test.each([
  ['plain', 'plain'],
  ['\u001b[31mred', '\\x1b[31mred'],
  ['a\u0007b', 'a\\x07b'],
  ['\u009b2J', '\\x9b2J'],
  ['one\ntwo\tthree\r', 'one\\ntwo\\tthree\\r'],
  ['\u202eevil', '\\u202eevil'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['\u061carabic mark', '\\u061carabic mark'],
  ['é ü 日本', 'é ü 日本'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

test('nothing that drives a terminal comes out, whatever goes in', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(visible(text)).not.toMatch(/\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u)
      expect(visibleLines(text).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    }),
  )
})

test('a line that need not be broken comes out as the library that breaks lines leaves it', () => {
  const ascii = stringMatching(/^[ -~]{0,40}$/)
  assert(
    property(ascii, integer({ min: 1, max: 60 }), (text, columns) => {
      expect(wrap(text, columns)).toBe(wrapAnsi(text, Math.max(8, columns), { hard: true, trim: true }))
    }),
    { numRuns: 2000 },
  )
})

test('a wrapped text fits, and loses nothing but spaces at the breaks', () => {
  assert(
    property(array(stringMatching(/^[a-z]{1,30}$/)), integer({ min: 20, max: 80 }), (words, columns) => {
      const wrapped = wrap(words.join(' '), columns, 4)
      for (const line of wrapped.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns)
      expect(wrapped.replaceAll(/\s/g, '')).toBe(words.join(''))
    }),
  )
})

test.each([
  ['abcdefghij', 10, 'abcdefghij'],
  ['abcdefghijk', 10, 'abcd...ijk'],
  ['abcdefghijklmnopqrstuvwxyz', 15, 'abcdefgh...wxyz'],
  ['abc\u{1f600}efg\u{1f600}jk', 10, 'abc...jk'],
  ['abcdefgh\u{1f600}jk', 10, 'abcd...jk'],
])('%s in %i columns is %s', (word, most, short) => {
  expect(shorten(word, most)).toBe(short)
})

test.each([
  ['    res.json({ visits })', 24, '    res.json({ visits })'],
  ['    res.json({ id, visits })', 24, '    res.json({ id,\n      visits })'],
  // Where there is hardly room for code, none is left for indentation.
  ['    res.json({ visits })', 16, '    res.json({ \nvisits })'],
])('of %j in %i columns, what goes on stands further in', (line, columns, broken) => {
  expect(wrapCode(line, columns)).toBe(broken)
})

test('a remark stands at the right edge, or below where there is no room', () => {
  expect(aside('left', 'right', 20)).toBe('left           right')
  expect(aside('left', 'right', 10)).toBe('left\n    right')
})

describe('a text that is too long for prose', () => {
  const columns = 10
  test.each([
    ['letters', 'x'.repeat(5000)],
    ['spaces', `a${' '.repeat(5000)}b`],
    ['wide letters', '漢'.repeat(5000)],
    ['letters beyond 16 bits', '😀'.repeat(5000)],
    ['lines', 'abc\n'.repeat(2000)],
    ['colours', '\u001b[31mred\u001b[39m and '.repeat(1000)],
  ])('is broken anywhere and keeps everything: %s', (_, text) => {
    const lines = wrap(text, columns).split('\n')
    expect(lines.filter((line) => width(line) > columns)).toEqual([])
    expect(lines.join('')).toBe(text.replaceAll('\n', ''))
    expect(lines.length).toBeGreaterThan(499)
  })
})
