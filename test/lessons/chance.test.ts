import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { areUnrelated } from '../../lessons/chance.ts'

test.each([
  ['two of uid-safe', 'H7_fV0a3kQ9xTzB1mNc-R5wYgL2pEo8s', 'q4JtU6dZ_x1WvKb0nCy9mGr3eFh-SiA7'],
  ['two UUIDs', randomUUID(), randomUUID()],
])('%s are unrelated', (_, one, other) => {
  expect(areUnrelated(one, other)).toBe(true)
})

test.each([
  ['counting', '1'.padStart(32, '0'), '2'.padStart(32, '0')],
  ['counting behind something random', 'H7_fV0a3kQ9xTzB1mNc-R5wY00000001', 'H7_fV0a3kQ9xTzB1mNc-R5wY00000002'],
  ['shifted by one', 'H7_fV0a3kQ9xTzB1mNc-R5wYgL2pEo8s', '7_fV0a3kQ9xTzB1mNc-R5wYgL2pEo8sx'],
  ['the same', 'H7_fV0a3kQ9xTzB1mNc-R5wYgL2pEo8s', 'H7_fV0a3kQ9xTzB1mNc-R5wYgL2pEo8s'],
  ['of two lengths', 'H7_fV0a3kQ9xTzB1mNc-R5wYgL2pEo8s', 'q4JtU6dZ_x1WvKb0nCy9mGr3eFh-SiA'],
  ['too short to tell', '1', '2'],
  ['missing', '', ''],
])('ids that are %s are not', (_, one, other) => {
  expect(areUnrelated(one, other)).toBe(false)
})
