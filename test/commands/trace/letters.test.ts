import { expect, test } from 'vitest'
import { createLetters } from '../../../src/commands/trace/letters.ts'

test('a session keeps its place', () => {
  const letters = createLetters()
  expect([...letters.of(['a', 'b'])]).toEqual([
    ['a', 0],
    ['b', 1],
  ])
  expect([...letters.of(['c', 'a'])]).toEqual([
    ['c', 2],
    ['a', 0],
  ])
})

test('those asked for last are remembered; no place is given twice', () => {
  const letters = createLetters(2)
  letters.of(['a', 'b'])
  letters.of(['a'])
  letters.of(['c'])
  expect([...letters.of(['a'])]).toEqual([['a', 0]])
  expect([...letters.of(['b'])]).toEqual([['b', 3]])
})
