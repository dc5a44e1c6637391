import { expect, test } from 'vitest'
import { fillTable } from '../../src/lesson/fill-table.ts'
import { get, post, send } from '../../src/lesson/index.ts'
import { see } from '../../src/lesson/seen.ts'
import { anExchange } from '../support/exchange.ts'

const rows = [send('reads', get('/me')), send('writes', post('/login'))]

test('each server gets each request, in this order, and what came of it is told', async () => {
  const log: string[] = []
  const cells = await fillTable(
    { columns: { plain: {}, rolling: { rolling: true } }, rows },
    async (column, change) => void log.push(`start ${column} ${JSON.stringify(change)}`),
    async ({ label }) => {
      log.push(label)
      return see(anExchange({ label }), 'connect.sid')
    },
  )
  expect(log).toEqual(['start plain {}', 'reads', 'writes', 'start rolling {"rolling":true}', 'reads', 'writes'])
  expect(cells.columns).toEqual(['plain', 'rolling'])
  expect(cells.rows.map(({ label, cells: own }) => [label, own.length])).toEqual([
    ['reads', 2],
    ['writes', 2],
  ])
})

test('what cannot be sent leaves a cell without an answer', async () => {
  const { rows: told } = await fillTable(
    { columns: { plain: {} }, rows },
    async () => {},
    async () => undefined,
  )
  expect(told.map(({ cells }) => cells)).toEqual([
    [{ status: 0, cookie: false, ops: '' }],
    [{ status: 0, cookie: false, ops: '' }],
  ])
})
