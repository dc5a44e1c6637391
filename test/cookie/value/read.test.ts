import { describe, expect, test } from 'vitest'
import { readValue } from '../../../src/cookie/value/read.ts'

describe('a value is decoded', () => {
  test.each([
    ['s:id.mac', ['s:id.mac'], [0]],
    ['s%3Aid.mac', ['s:id.mac'], [1]],
    ['s%3Aid.a%2Bb', ['s:id.a+b'], [1]],
    ['s:id.a+b', ['s:id.a+b'], [0]],
    ['s%253Aid.mac', ['s:id.mac'], [2]],
    ['s%25253Aid.mac', ['s:id.mac'], [3]],
    ['s%2525253Aid.mac', ['s%25253Aid.mac'], [1]],
    ['s:a%20b.mac', ['s:a%20b.mac', 's:a b.mac'], [0, 1]],
    ['s%3Aa%2520b.mac', ['s:a%20b.mac', 's:a b.mac'], [1, 2]],
    ['s:a\n b.mac', ['s:a\n b.mac', 's:ab.mac'], [0, 0]],
    ['s:a\nb.mac', ['s:a\nb.mac', 's:ab.mac'], [0, 0]],
    ['s:a \r\n\t b.mac', ['s:a \r\n\t b.mac', 's:ab.mac'], [0, 0]],
    ['s:a;b.mac', ['s:a;b.mac'], [0]],
    // A form makes a blank of each plus. Only a signature of 43 letters is sure to hold none.
    [`s:a b.${'m'.repeat(42)} `, [`s:a b.${'m'.repeat(42)} `, `s:a b.${'m'.repeat(42)}+`], [0, 0]],
    ['s:a b.m c', ['s:a b.m c'], [0]],
    ['s:id.mac ', ['s:id.mac '], [0]],
    ['S:id.mac', ['S:id.mac'], [0]],
    ['s:100%.mac', ['s:100%.mac'], [0]],
    ['j%3A%7B%7D', ['j:{}'], [1]],
    ['j%253A%257B%257D', ['j:{}'], [2]],
    ['dark%20blue', ['dark blue'], [1]],
    ['dark%2520blue', ['dark%20blue'], [1]],
    ['100%', ['100%'], [0]],
    ['a\tb', ['a\tb'], [0]],
    ['', [''], [0]],
  ])('%j', (raw, values, decodings) => {
    expect(readValue(raw)).toEqual(values.map((value, i) => ({ value, decodings: decodings[i] })))
  })
})

describe('what holds no value says where it breaks', () => {
  test.each([
    ['s%3Aid.mac; Path=/', 'character', 10],
    ['s%3Aid.mac\nother=1', 'character', 10],
    ['a\u001b[31m', 'character', 1],
    ['a\u009b', 'character', 1],
    ['s%3A100%.mac', 'percent', 7],
    ['s%3Aid.%E0%A4x', 'percent', 7],
    ['s%3A%41%zz', 'percent', 7],
    ['s%3A%C3%A9%', 'percent', 10],
    ['S%3A%', 'percent', 4],
  ])('%j', (raw, what, offset) => {
    expect(readValue(raw)).toEqual({ what, offset })
  })
})
