import path from 'node:path'
import { expect, test } from 'vitest'
import type { Move } from '../../src/diagnosis/moves.ts'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

const observe = async (...moves: readonly Move[]) => {
  const { exchanges } = await drive({ file: path.join(packageRoot, 'test/observe/apps/changes.js') }, moves)
  return exchanges
}

test('a change says which keys are gone or null, and when it was seen; what a store adds by itself is none', async () => {
  const [changed, removed] = await observe({ send: 'POST /change' }, { send: 'POST /remove' })
  expect(changed?.changes.map(({ keys, removedKeys }) => [keys, removedKeys])).toEqual([
    [['user'], []],
    [
      ['user', 'list', 'one', 'theme'],
      ['user', 'list'],
    ],
  ])
  expect(removed?.changes.map(({ keys, removedKeys }) => [keys, removedKeys])).toEqual([[['theme'], ['theme']]])

  const [first = { ms: NaN }, second = { ms: NaN }] = changed?.changes ?? []
  const [save, commit] = changed?.store ?? []
  expect([first.ms, save?.startedMs, save?.doneMs, second.ms, commit?.startedMs]).toEqual(
    [first.ms, save?.startedMs, save?.doneMs, second.ms, commit?.startedMs].toSorted((a, b) => Number(a) - Number(b)),
  )
})

test('a change belongs to the layer that made it', async () => {
  const [counted] = await observe({ send: 'GET /counted' })
  const kinds = new Map(counted?.layers.map(({ layer, kind }) => [layer, kind]))
  expect(counted?.changes.map(({ keys, layer }) => [...keys, kinds.get(layer ?? 0)])).toEqual([
    ['count', 'middleware'],
    ['seen', 'handler'],
  ])
})

test('it is told where the app asks for the id of a new session, which stays what it is, and whether the answer has it in it', async () => {
  const [read, later] = await observe({ send: 'GET /id' }, { send: 'GET /told', as: 'bob' })
  expect(read?.session.idReads.map(({ at }) => at?.line)).toEqual([55])
  expect(read?.response?.status).toBe(200)
  expect(read?.session.idTold).toBe(true)
  // By now a session was kept, and nobody wonders about ids any more.
  expect([later?.session.idReads, later?.session.idTold]).toEqual([[], false])
})

test('an answer may tell an id that no line of the app asked the request for', async () => {
  const [told] = await observe({ send: 'GET /told' })
  expect([told?.session.idReads, told?.session.idTold]).toEqual([[], true])
})

test('where a store called back with something that is no session is told', async () => {
  const exchanges = await observe({ send: 'POST /break' }, { send: 'GET /told' }, { send: 'GET /told', as: 'bob' })
  const gets = exchanges.map(({ store }) => store.find(({ op }) => op === 'get')?.foundAt?.line)
  expect(gets).toEqual([undefined, 14, undefined])
})
