import { expect, test } from 'vitest'
import type { TableSeen } from '../../../src/lesson/events.ts'
import { renderTable } from '../../../src/terminal/lesson/table.ts'
import { plainStyle } from '../../support/style.ts'

const cell = (ops: string, cookie = false) => ({ status: 200, ops, cookie })

const table: TableSeen = {
  event: 'table',
  label: 'Store calls',
  columns: ['all: false', 'resave: true', 'rolling: true'],
  rows: [
    { label: 'stranger', request: 'GET /', cells: [cell(''), cell(''), cell('')] },
    { label: 'reads', request: 'GET /', cells: [cell('get touch'), cell('get set'), cell('get touch', true)] },
  ],
}

test('where there is room, each server has a column', () => {
  expect(renderTable(table, plainStyle({ columns: 80, rows: 24 }))).toBe(
    `
 Store calls
             all    resave  rolling
             false  true    true
   stranger  -      -       -
   reads     touch  set     touch + C

   set, touch: what the store is told.  C: the cookie is sent.  -: nothing
`.slice(1, -1),
  )
})

test('else the first is told in full, and of each other what is different', () => {
  expect(renderTable(table, plainStyle({ columns: 40, rows: 20 }))).toBe(
    `
 Store calls
   all: false
     stranger: nothing
     reads: touch
   resave: true
     reads: set
   rolling: true
     reads: touch + cookie
`.slice(1, -1),
  )
})

test('a server on which nothing is different says so, and one that does not answer too', () => {
  const same = {
    ...table,
    columns: ['one', 'two'],
    rows: [{ label: 'reads', request: 'GET /', cells: [cell('set'), cell('set')] }],
  }
  expect(renderTable(same, plainStyle({ columns: 40, rows: 20 }))).toContain('nothing is different')
  const gone = { ...same, rows: [{ label: 'reads', request: '', cells: [cell('set'), { ...cell(''), status: 0 }] }] }
  expect(renderTable(gone, plainStyle({ columns: 40, rows: 20 }))).toContain('reads: no answer')
})
