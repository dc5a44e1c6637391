import { describe, expect, test } from 'vitest'
import { numberOf, rememberRepeated } from '../../src/cookie/repeated.ts'

describe('which texts came more than once', () => {
  test.each([
    ['none', [], []],
    ['each once', ['a', 'b', ''], []],
    ['one twice', ['a', 'b', 'a'], ['a']],
    ['one three times', ['a', 'a', 'a', 'b'], ['a']],
    ['the empty one', ['', 'a', ''], ['']],
    ['all of them', ['a', 'b', 'b', 'a'], ['a', 'b']],
  ])('%s', (_, texts, repeated) => {
    const memory = rememberRepeated()
    for (const text of texts) memory.add(text)
    expect(['', 'a', 'b', 'never'].filter((text) => memory.isRepeated(text)).toSorted()).toEqual(repeated)
  })

  // Of so many some belong into a place that is taken, at the end of the table, too, and it grows many times.
  test('of 5,000 every third', () => {
    const memory = rememberRepeated()
    const texts = Array.from({ length: 5000 }, (_, i) => `0 s${i}`)
    const again = texts.filter((_, i) => i % 3 === 0)
    for (const [i, text] of texts.entries()) {
      memory.add(text)
      if (i % 3 === 0) memory.add(text)
    }
    expect(texts.filter((text) => memory.isRepeated(text))).toEqual(again)
    expect(texts.some((text) => memory.isRepeated(`${text};`))).toBe(false)
  })
})

test('the number of a text without a letter is where both hashes begin', () => {
  expect(numberOf('')).toBe((0x811c9dc5 % 2 ** 20) * 2 ** 32 + 0x1000193 + 1)
})

test('many texts that are nearly alike have as many numbers, from 1 to 2 to the power of 52, spread evenly', () => {
  const numbers = Array.from({ length: 100_000 }, (_, i) => numberOf(`["0","s${i}"]`))
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers.every((number) => Number.isInteger(number) && number > 0 && number <= 2 ** 52)).toBe(true)
  const inUpperHalf = numbers.filter((number) => number > 2 ** 51).length / numbers.length
  expect(inUpperHalf).toBeCloseTo(0.5, 1)
  const even = numbers.filter((number) => number % 2 === 0).length / numbers.length
  expect(even).toBeCloseTo(0.5, 1)
})
