import { expect, test } from 'vitest'
import { createJoiner, linesOf, replaceEach, segmentsOf } from '../../../src/cookie/paste/pieces.ts'

test.each([0, 1, 999, 1000, 1001, 2500])('%i pieces are put together in order', (count) => {
  const pieces = Array.from({ length: count }, (_, i) => `${i};`)
  const joiner = createJoiner()
  for (const piece of pieces) joiner.add(piece)
  expect(joiner.text()).toBe(pieces.join(''))
})

test.each([
  ['', ['']],
  ['a', ['a']],
  ['a;b;', ['a', 'b', '']],
  [';;', ['', '', '']],
])('segments of %j', (text, segments) => expect([...segmentsOf(text)]).toEqual(segments))

test.each([
  ['', ['']],
  [' a ', ['a']],
  ['a\nb\n', ['a', 'b', '']],
  ['a\r\nb\rc\r\n', ['a', 'b', 'c', '']],
  ['\n\n\r\r\n', ['', '', '', '', '']],
  [' a \t\n b c', ['a', 'b c']],
])('lines of %j', (text, lines) => expect([...linesOf(text)]).toEqual(lines))

test.each([
  ['', ''],
  ['abc', 'abc'],
  ['1', '<1>'],
  ['a1b22c', 'a<1>b<22>c'],
])('digits of %j replaced', (text, replaced) => {
  expect(replaceEach(text, /\d+/g, ([digits]) => `<${digits}>`)).toBe(replaced)
})
