import { expect, test } from 'vitest'
import { compareTables } from '../../src/lesson/compare-tables.ts'
import type { TableSeen } from '../../src/lesson/events.ts'
import type { Cell } from '../../src/lesson/table.ts'

const cell = (ops: string, cookie = false): Cell => ({ status: 200, cookie, ops })

/** Two visits to two servers. */
const table = (...cells: readonly [Cell, Cell, Cell, Cell]): TableSeen => ({
  event: 'table',
  label: 'what is told',
  columns: ['plain', 'rolling: true'],
  rows: [
    { label: 'reads', request: 'GET /me', cells: cells.slice(0, 2) },
    { label: 'writes', request: 'POST /login', cells: cells.slice(2) },
  ],
})

const plain = table(cell('get touch'), cell('get touch', true), cell('get set'), cell('get set', true))

test('the same on two servers is one difference, and what is as before is none', () => {
  const changed = table(cell('get set'), cell('get touch', true), cell(''), cell('', false))
  expect(compareTables([plain], [changed])).toEqual([
    {
      label: 'what is told',
      differences: [
        { where: 'table', before: 'reads: touch (plain)', after: 'reads: set' },
        { where: 'table', before: 'writes: set (plain)', after: 'writes: nothing' },
        { where: 'table', before: 'writes: set + cookie (rolling: true)', after: 'writes: nothing' },
      ],
    },
  ])
  const sameOnBoth = table(cell('get touch'), cell('get touch'), cell('get set'), cell('get set'))
  const gone = { ...cell(''), status: 0 }
  expect(compareTables([sameOnBoth], [table(gone, gone, cell('get set'), cell('get set'))])).toEqual([
    {
      label: 'what is told',
      differences: [{ where: 'table', before: 'reads: touch (plain, rolling: true)', after: 'reads: no answer' }],
    },
  ])
})

test('a run is not different from itself, nor from one that never came to the table', () => {
  expect(compareTables([plain], [plain])).toEqual([])
  expect(compareTables([plain], [])).toEqual([])
})
