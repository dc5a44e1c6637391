import { expect, test } from 'vitest'
import { LessonError } from '../../src/lesson/seen.ts'
import { tableOf, type Cell } from '../../src/lesson/table.ts'

const [touched, saved]: readonly [Cell, Cell] = [
  { status: 200, cookie: false, ops: 'get touch' },
  { status: 200, cookie: true, ops: 'get set' },
]
const table = tableOf({
  columns: ['one', 'other'],
  rows: [{ label: 'reads', request: 'GET /', cells: [touched, saved] }],
})

test('a cell is found by its column and its request', () => {
  expect(table.cell('one', { label: 'reads' })).toBe(touched)
  expect(table.cell('other', { label: 'reads' })).toBe(saved)
})

test.each([
  ['one', 'writes'],
  ['none', 'reads'],
])('there is no cell %s, %s', (column, label) => {
  expect(() => table.cell(column, { label })).toThrow(LessonError)
})
