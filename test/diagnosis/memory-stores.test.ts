import { expect, test } from 'vitest'
import memoryStoreProcesses from '../../src/diagnosis/causes/memory-store-processes/cause.ts'
import memoryStoreProduction from '../../src/diagnosis/causes/memory-store-production/cause.ts'
import memoryStoreRestart from '../../src/diagnosis/causes/memory-store-restart/cause.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { ExchangeFacts, Observation, SessionCall } from '../../src/observe/observation.ts'
import {
  exchange,
  observation,
  PID,
  processFacts,
  sessionCall,
  storeCall,
  storeFacts,
  errorFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

const OTHER = 200

const login = (parts: ExchangeParts = {}): ExchangeFacts =>
  exchange({ line: 'POST /login', store: [storeCall({ session: { cookie: {}, user: 'ada' } })], ...parts })
const back = (parts: ExchangeParts = {}): ExchangeFacts =>
  exchange({ pid: OTHER, session: { state: 'unknown-id' }, store: [storeCall({ op: 'get' })], ...parts })

/** One after the other, a second apart. */
const inTurn = (exchanges: readonly ExchangeFacts[]) => exchanges.map((one, i) => ({ ...one, at: one.at + i * 1000 }))

/** A process, and another one with the same call of session(). */
const twice = (
  exchanges: readonly ExchangeFacts[],
  call: Partial<SessionCall> = {},
  parts: Partial<Observation> = {},
): Observation =>
  observation({
    processes: [processFacts(), processFacts({ pid: OTHER })],
    sessions: [sessionCall(call), sessionCall({ pid: OTHER, ...call })],
    exchanges: inTurn(exchanges),
    ...parts,
  })

const disk = { store: storeFacts({ className: 'FileStore', package: 'session-file-store', isMemoryStore: false }) }
const own = { store: storeFacts({ className: 'MapStore', package: null, isMemoryStore: false }) }
const minutes = (count: number) => exchange().at + count * 60_000

check(memoryStoreRestart, {
  'a MemoryStore after a restart': [twice([login(), back()]), 5],
  'a store of a package that keeps sessions in memory': [
    twice([login(), back()], { store: storeFacts({ package: 'memorystore', isMemoryStore: false }) }),
    5,
  ],
  'a store of the app': [twice([login(), back()], own), 5],
  'a store on disk': [twice([login(), back()], disk), null],
  'the session was found': [twice([login(), back({ session: { state: 'found' } })]), null],
  'nobody had kept that session': [twice([login(), back({ store: [storeCall({ op: 'get', id: 'id-2' })] })]), null],
  'nothing was asked': [twice([login(), back({ store: [] })]), null],
  'it was destroyed before': [twice([login(), exchange({ store: [storeCall({ op: 'destroy' })] }), back()]), null],
  'it was only touched last': [twice([login(), exchange({ store: [storeCall({ op: 'touch' })] }), back()]), 5],
  'it could not be saved': [twice([login({ store: [storeCall({ error: errorFacts() })] }), back()]), null],
  'its cookie ended within minutes': [
    twice([login({ store: [storeCall({ session: { cookie: { originalMaxAge: 60_000 } } })] }), back()]),
    null,
  ],
  'its cookie lasts a day': [
    twice([login({ store: [storeCall({ session: { cookie: { originalMaxAge: 86_400_000 } } })] }), back()]),
    5,
  ],
  'somebody came back an hour later': [twice([login(), back({ at: minutes(60) })]), null],
  'somebody came back a minute later': [twice([login(), back({ at: minutes(1) })]), 5],
  'the same process forgot it': [twice([login(), back({ pid: PID })]), null],
  'the first process still gets requests': [twice([login(), back(), exchange()]), null],
  'the other start has another store': [
    observation({
      sessions: [sessionCall(disk), sessionCall({ pid: OTHER })],
      exchanges: inTurn([login(), back()]),
    }),
    null,
  ],
  'nobody had a store': [twice([login(), back()], { store: null }), null],
})

test('what session() got instead of a store is told', () => {
  const files = [{ name: 'session-file-store', version: null, folder: '/app' }]
  const said = (options: SessionCall['options'], packages = files) =>
    memoryStoreRestart.find(twice([login(), back()], { options }, { packages }))?.message
  expect(said({ store: { kind: 'undefined' } })).toMatch(/called without new, so it took a MemoryStore/)
  expect(said({})).toMatch(/session-file-store is loaded, but session\(\) got no option store/)
  expect(said({ store: { kind: 'MemoryStore' } })).not.toMatch(/took a/)
  expect(said({}, [])).not.toMatch(/took a/)
})

const workers = (end: typeof ENDED | null) => ({
  processes: [processFacts({ pid: 1 }), processFacts({ parent: 1, end }), processFacts({ pid: OTHER, parent: 1 })],
})
const ENDED = { exitCode: 1, signal: null, output: '' }

check(memoryStoreProcesses, {
  'both processes get requests': [twice([login(), back(), exchange()]), 5],
  'they are workers of one that is observed': [twice([login(), back()], {}, workers(null)), 5],
  'a worker took the place of one that ended': [twice([login(), back()], {}, workers(ENDED)), null],
  'they have a parent that is not observed, as a shell': [twice([login(), back()]), null],
  'they have two parents': [
    twice(
      [login(), back()],
      {},
      { processes: [processFacts({ pid: 1 }), processFacts(), processFacts({ pid: OTHER, parent: 2 })] },
    ),
    null,
  ],
  'a store of the app': [twice([login(), back(), exchange()], own), 5],
  'a store on disk': [twice([login(), back(), exchange()], disk), null],
  'one process forgot it': [twice([login(), back({ pid: PID }), exchange()]), null],
})

test('both processes are named, and the class of their store', () => {
  const found = (call: Partial<SessionCall> = {}) =>
    memoryStoreProcesses.find(twice([login(), back(), exchange()], call))
  expect(found()?.message).toMatch(
    /^GET \/ came to another process \(200\) than POST \/login \(\d+\), .* a MemoryStore of its own, in its memory\./,
  )
  expect(found(own)?.message).toContain('a MapStore of its own')
})

test('workers of two programs are not those of one', () => {
  const [one, two] = [processFacts({ parent: 1 }), processFacts({ pid: OTHER, parent: 2 })]
  const level = (...parents: readonly number[]) =>
    memoryStoreProcesses.find(
      twice(
        [login(), back(), exchange()],
        {},
        { processes: [...parents.map((pid) => processFacts({ pid })), one, two] },
      ),
    )?.level
  expect([level(), level(1), level(1, 2)]).toEqual([undefined, undefined, undefined])
})

test('where the app itself has several processes, somebody has lost a session: that is an error', () => {
  const levelOf = (parts: Partial<Observation>, ...more: readonly ExchangeFacts[]) =>
    diagnose(twice([login(), back(), ...more], {}, parts), [memoryStoreProcesses])[0]?.level
  expect(levelOf(workers(null))).toBe('error')
  expect(levelOf({}, exchange())).toBe('warning')
})

const production = { processes: [processFacts({ nodeEnv: 'production' })] }
const warning = { printed: ['Warning: connect.session() MemoryStore is not\ndesigned for a production environment'] }

check(memoryStoreProduction, {
  'NODE_ENV is production': [observation(production), 5],
  'NODE_ENV was set later, and express-session warned': [observation({ sessions: [sessionCall(warning)] }), 5],
  'NODE_ENV is something else': [observation({ processes: [processFacts({ nodeEnv: 'development' })] }), null],
  'another process is in production': [
    observation({ processes: [processFacts({ pid: OTHER, nodeEnv: 'production' })] }),
    null,
  ],
  'something else was printed': [observation({ sessions: [sessionCall({ printed: ['hello'] })] }), null],
  'another store': [observation({ ...production, sessions: [sessionCall(disk)] }), null],
  'no store': [observation({ ...production, sessions: [sessionCall({ store: null })] }), null],
  'session() is called in a handler': [observation({ ...production, sessions: [sessionCall({ during: 1 })] }), null],
})

test('a store that was named is pointed at, and one that was not is not', () => {
  const named = { options: { store: { kind: 'MemoryStore' } } }
  for (const { find } of [memoryStoreRestart, memoryStoreProcesses]) {
    const exchanges = [login(), back(), ...(find === memoryStoreProcesses.find ? [exchange()] : [])]
    expect(find(twice(exchanges, named))?.option).toBe('store')
    expect(find(twice(exchanges))?.option).toBeUndefined()
  }
  expect(memoryStoreProduction.find(observation({ ...production, sessions: [sessionCall(named)] }))?.option).toBe(
    'store',
  )
  expect(memoryStoreProduction.find(observation(production))?.option).toBeUndefined()
})

test('it is told what a store of the app may have done', () => {
  expect(memoryStoreRestart.find(twice([login(), back()]))?.message).toMatch(/MemoryStore keeps sessions in the memory/)
  expect(memoryStoreRestart.find(twice([login(), back()], own))?.message).toMatch(/MapStore had said that it was kept/)
  expect(memoryStoreRestart.find(twice([login(), back(), back()]))?.count).toBe(2)
})

test('of the three things that are wrong with a MemoryStore one is told, and the others stand under it', () => {
  const nodeEnv = 'production'
  const processes = [processFacts({ nodeEnv }), processFacts({ pid: OTHER, nodeEnv })]
  const told = diagnose(twice([login(), back()], {}, { processes }), [
    memoryStoreRestart,
    memoryStoreProcesses,
    memoryStoreProduction,
  ])
  expect(told.map(({ code, consequences }) => [code, consequences])).toEqual([
    ['memory-store-restart', ['memory-store-production']],
  ])
})
