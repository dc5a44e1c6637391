import path from 'node:path'
import { expect, test } from 'vitest'
import type { Move } from '../../src/diagnosis/moves.ts'
import { MOST_AMOUNT } from '../../src/observe/amount.ts'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

/** What is observed of these requests to `apps/all.js`. */
const exchangesOf = async (...paths: readonly string[]) => {
  const file = path.join(packageRoot, 'test/observe/apps/all.js')
  const moves = paths.map((one): Move => ({ send: `GET ${one}`, as: null }))
  return (await drive({ file }, moves)).exchanges
}

test('an error that nobody took is told, and one that a handler took is not', async () => {
  const exchanges = await exchangesOf('/fails', '/taken')
  expect(exchanges.map(({ untaken }) => untaken.map(({ name, message }) => [name, message]))).toEqual([
    [['TypeError', 'oops']],
    [],
  ])
  expect(exchanges[0]?.untaken[0]).toMatchObject({ denied: { permission: 'FileSystemWrite', resource: '' } })
  expect(exchanges[1]?.errors).toMatchObject([{ message: 'taken' }])
})

test('the stack of an error stays whole where its message is too long', async () => {
  const [exchange] = await exchangesOf('/fails-long')
  const { stack, message, at } = exchange?.untaken[0] ?? {}
  expect(message?.length).toBeLessThan(1100)
  expect(stack).toContain(`all.js:${at?.line}`)
})

test('an id is told as the trace shows it', async () => {
  const exchanges = await exchangesOf('/id', '/id')
  const ids = exchanges.flatMap(({ generated }) => generated)
  expect(ids.map(({ kind, shown }) => [kind, shown])).toEqual([
    ['string', 'x'.repeat(300)],
    ['number', '7'],
  ])
})

test('what each line of the trace was said at is told, from when the request came', async () => {
  const exchanges = await exchangesOf('/some', '/some')
  for (const { trace, traceMs, durationMs } of exchanges) {
    expect(traceMs).toHaveLength(trace.length)
    expect(traceMs).toEqual(traceMs.toSorted((a, b) => a - b))
    expect(traceMs.at(-1)).toBeLessThanOrEqual(durationMs ?? 0)
  }
  const [first, second] = exchanges
  expect(second?.cameMs).toBeGreaterThanOrEqual((first?.cameMs ?? Infinity) + (first?.durationMs ?? 0))
})

test('of what is too much to tell, the beginning is told, and that it is too much', async () => {
  const [some, much, again] = await exchangesOf('/some', '/much', '/again')
  expect([some, much, again].map((exchange) => exchange?.cutShort)).toEqual([false, true, true])
  expect(some?.store[0]?.session).toHaveProperty('list')
  expect(much?.store.map(({ op, session }) => [op, Object.keys(session ?? {})])).toEqual([['set', ['cookie']]])
  expect(much?.session.saved).toBe(true)
  expect(again?.store[0]?.session).toHaveProperty('user')
  expect(JSON.stringify(again).length).toBeLessThan(3 * MOST_AMOUNT)
})
