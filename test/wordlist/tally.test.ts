import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { startTally } from '../../src/wordlist/tally.ts'
import type { Fit, Tried } from '../../src/wordlist/trier.ts'

const counting = (lines: number) => ({ lines, words: lines, skipped: 0, bytes: lines * 10 })
const fit = (target: number, line: number, word = `line ${line}`): Fit => ({
  target,
  word: Buffer.from(word),
  count: counting(line),
})
/** A block of ten lines. */
const block = (...fits: readonly Fit[]): Tried => ({ count: counting(10), fits })
const hit = (line: number, word: string) => ({ line, word: Buffer.from(word) })

test('counts blocks in the order of the list, whenever they come', () => {
  const tally = startTally(1)
  expect(tally.add(2, block(fit(0, 1, 'third')))).toBe(false)
  expect([tally.count.lines, tally.hits]).toEqual([0, [null]])
  expect(tally.add(0, block())).toBe(true)
  expect([tally.count.lines, tally.hits]).toEqual([10, [null]])
  expect(tally.add(1, block())).toBe(true)
  expect([tally.count.lines, tally.hits]).toEqual([21, [hit(21, 'third')]])
})

test('keeps the first word of several', () => {
  const tally = startTally(2)
  tally.add(1, block(fit(0, 3, 'later')))
  tally.add(0, block(fit(0, 7, 'first')))
  expect(tally.hits).toEqual([hit(7, 'first'), null])
  expect(tally.open()).toEqual([1])
})

test('counts nothing behind the last word', () => {
  const tally = startTally(2)
  tally.add(0, block(fit(1, 4)))
  tally.add(1, block(fit(1, 2), fit(0, 5), fit(1, 6)))
  tally.add(2, block())
  expect(tally.open()).toEqual([])
  expect(tally.count).toEqual(counting(15))
})

test('ends the same in any order', () => {
  const blocks = [block(), block(fit(1, 3, 'a')), block(fit(0, 2, 'b'), fit(1, 4, 'c')), block(fit(0, 1, 'd')), block()]
  const expected = { count: counting(22), hits: [hit(22, 'b'), hit(13, 'a')] }
  fc.assert(
    fc.property(fc.shuffledSubarray([...blocks.keys()], { minLength: blocks.length }), (order) => {
      const tally = startTally(2)
      for (const place of order) tally.add(place, blocks[place] ?? block())
      expect({ count: tally.count, hits: tally.hits }).toEqual(expected)
    }),
  )
})
