import { expect, test } from 'vitest'
import storeCallbackMissing from '../../src/diagnosis/causes/store-callback-missing/cause.ts'
import storeFailed from '../../src/diagnosis/causes/store-failed/cause.ts'
import storeForgets from '../../src/diagnosis/causes/store-forgets/cause.ts'
import storeKeepsDestroyed from '../../src/diagnosis/causes/store-keeps-destroyed/cause.ts'
import storeMethodMissing from '../../src/diagnosis/causes/store-method-missing/cause.ts'
import type { ExchangeFacts, Observation, StoreCallFacts, StoreFacts } from '../../src/observe/observation.ts'
import {
  at,
  errorFacts,
  exchange,
  observation,
  sessionCall,
  storeCall,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

/** A store of the app, whose class stands in line 3. */
const mapStore = (parts: Partial<StoreFacts> = {}) =>
  storeFacts({ className: 'MapStore', package: null, isMemoryStore: false, at: at(3), ...parts })
const fileStore = (parts: Partial<StoreFacts> = {}) =>
  mapStore({ className: 'FileStore', package: 'session-file-store', at: null, ...parts })

/** Requests one after the other, a second apart, with one store. */
const run = (store: StoreFacts, ...exchanges: readonly ExchangeFacts[]): Observation =>
  observation({
    sessions: [sessionCall({ store })],
    exchanges: exchanges.map((one, i) => ({ ...one, at: one.at + i * 1000 })),
  })

const pending = (call: Partial<StoreCallFacts> = {}, parts: ExchangeParts = {}) =>
  exchange({ status: null, durationMs: 2000, state: 'closed', store: [storeCall({ doneMs: null, ...call })], ...parts })

check(storeCallbackMissing, {
  'set of a store of the app': [run(mapStore(), pending()), 3],
  'it is not known where the store was made': [run(mapStore({ at: null }), pending()), 5],
  'a store of a package': [run(fileStore(), pending()), null],
  'a store of a package, which answers others since': [
    run(fileStore(), pending(), exchange({ number: 2, store: [storeCall()] })),
    5,
  ],
  'a store that is based on MemoryStore': [run(mapStore({ isMemoryStore: true }), pending()), null],
  'it called back': [run(mapStore(), pending({ doneMs: 3 })), null],
  'it threw': [run(mapStore(), pending({ error: errorFacts() })), null],
  'the answer came all the same': [run(mapStore(), pending({}, { state: 'ended' })), null],
  'nobody waited for long': [run(mapStore(), pending({}, { durationMs: 50 })), null],
  'it is open, and other requests came later': [
    run(mapStore(), pending({}, { durationMs: null, state: 'open' }), exchange(), exchange()),
    3,
  ],
  'it is open, and nothing came later': [run(mapStore(), pending({}, { durationMs: null, state: 'open' })), null],
  'no store is known': [observation({ sessions: [sessionCall({ store: null })], exchanges: [pending()] }), null],
})
test('the method that does not call back is named', () => {
  const found = storeCallbackMissing.find(run(mapStore(), pending({ op: 'destroy' })))
  expect(found).toMatchObject({
    method: 'MapStore.destroy',
    fix: { code: expect.stringMatching(/^destroy\(id, done\)/) },
  })
})

const lacking = (method: string, message: string, parts: Partial<StoreFacts> = {}) =>
  run(
    mapStore({ methods: storeFacts().methods.filter((name) => name !== method), ...parts }),
    exchange({ errors: [errorFacts({ message })] }),
  )

check(storeMethodMissing, {
  'no get': [lacking('get', 'store.get is not a function'), 3],
  'no destroy': [lacking('destroy', 'this.req.sessionStore.destroy is not a function'), 3],
  'it is not known where the store was made': [lacking('set', 'store.set is not a function', { at: null }), 5],
  'something else has no get': [lacking('set', 'cache.get is not a function'), null],
  'another error': [lacking('get', 'it broke'), null],
  'nothing failed': [run(mapStore({ methods: [] }), exchange()), null],
})
test('the methods that it has under other names are told', () => {
  const found = storeMethodMissing.find(
    lacking('get', 'store.get is not a function', { otherMethods: ['read', 'a', 'b', 'c', 'd', 'e'] }),
  )
  expect(found?.message).toMatch(/Nothing of express-session calls read, a, b, c, d, which it has\.$/)
  expect(storeMethodMissing.find(lacking('get', 'store.get is not a function'))?.message).toMatch(/by these names\.$/)
  expect(storeMethodMissing.find(lacking('createSession', 'store.createSession is not a function'))?.message).toMatch(
    /by being based on session\.Store\.$/,
  )
})

const get = (parts: Partial<StoreCallFacts> = {}) => storeCall({ op: 'get', ...parts })
const login = (parts: Partial<StoreCallFacts> = {}) =>
  exchange({ line: 'POST /login', store: [storeCall({ session: { cookie: {} }, ...parts })] })
const logout = (parts: Partial<StoreCallFacts> = {}) =>
  exchange({
    line: 'POST /logout',
    session: { state: 'found' },
    store: [get(), storeCall({ op: 'destroy', ...parts })],
  })
const visit = (state: ExchangeFacts['session']['state'], parts: Partial<StoreCallFacts> = {}) =>
  exchange({ session: { state }, store: [get(parts)] })
const error = errorFacts({ at: null })
const gone = errorFacts({ at: null, code: 'ENOENT' })

check(storeFailed, {
  'get called back with an error': [run(mapStore(), visit('store-failed', { error })), 3],
  'get threw in a line of the app': [run(mapStore(), visit('pending', { error: errorFacts() })), 12],
  'get said ENOENT, which is no session': [run(mapStore(), visit('unknown-id', { error })), null],
  'destroy failed': [run(mapStore(), logout({ error })), 3],
  'touch of a store of a package failed': [
    run(fileStore(), exchange({ store: [storeCall({ op: 'touch', error })] })),
    5,
  ],
  'touch found nothing, and the answer was right': [
    run(fileStore(), exchange({ store: [storeCall({ op: 'touch', error: gone })] })),
    null,
  ],
  'touch found nothing, and the answer was not': [
    run(fileStore(), exchange({ status: 500, store: [storeCall({ op: 'touch', error: gone })] })),
    5,
  ],
  'set failed, which is another cause': [run(mapStore(), login({ error })), null],
  'nothing failed': [run(mapStore(), login(), visit('found')), null],
})
test('that there is no session any more is told from a session that cannot be read', () => {
  const told = (...exchanges: readonly ExchangeFacts[]) => storeFailed.find(run(mapStore(), ...exchanges))
  const failed = visit('store-failed', { error })
  expect(told(login(), logout(), failed)?.message).toMatch(/If there is no session/)
  expect(told(failed)?.fix?.text).toMatch(/with null and no session/)
  expect(told(login(), failed)?.message).toMatch(/the answer was a 200\.$/)
  expect(told(login(), logout({ error }))?.message).toMatch(/^destroy of MapStore failed at POST \/logout/)
  expect(told(exchange({ status: null, session: { state: 'pending' }, store: [get({ error })] }))?.message).toMatch(
    /and there was no answer\./,
  )
})

check(storeForgets, {
  'a store of the app': [run(mapStore(), login(), visit('unknown-id')), 3],
  'a store of a package': [run(fileStore(), login(), visit('unknown-id')), 5],
  'it was found': [run(mapStore(), login(), visit('found')), null],
  'it was destroyed': [run(mapStore(), login(), logout(), visit('unknown-id')), null],
  'it was not saved': [run(mapStore(), login({ error }), visit('unknown-id')), null],
  'it was still being saved': [run(mapStore(), login({ doneMs: 1500 }), visit('unknown-id')), null],
  'it was never done saving': [run(mapStore(), login({ doneMs: null }), visit('unknown-id')), null],
  'nobody had saved it': [run(mapStore(), visit('unknown-id')), null],
})
const restarted = (store: StoreFacts, before: StoreFacts = store): Observation =>
  observation({
    sessions: [sessionCall({ store: before }), sessionCall({ pid: 200, store })],
    exchanges: [login(), { ...visit('unknown-id'), pid: 200, at: exchange().at + 1000 }],
  })
check(storeForgets, {
  'a store on disk, after a restart': [restarted(fileStore()), 5],
  'a store of the app, after a restart': [restarted(mapStore()), null],
})
test('an option in which two starts differ is named', () => {
  const path = (value: string) =>
    fileStore({ settings: { ttl: { kind: 'number', value: 60 }, path: { kind: 'string', value } } })
  const said = (observed: Observation) => storeForgets.find(observed)?.message
  expect(said(restarted(path('b'), path('a')))).toMatch(/option path is "b" now and was "a" in the process before/)
  expect(said(restarted(path('a')))).toMatch(/something is deleted when the app starts/)
  expect(said(run(mapStore(), login(), visit('unknown-id')))).toMatch(/keeps it under another id/)
})

const clears = (client: string | null) => exchange({ line: 'POST /logout', client, cleared: at(30) })
const emptied = (client: string | null) =>
  run(fileStore(), { ...login(), client: 'ada' }, clears(client), { ...visit('unknown-id'), client: 'ada' })
check(storeForgets, {
  'somebody else emptied the store': [emptied('bob'), 30],
  'nobody knows who did': [emptied(null), 30],
  'it was the same browser': [emptied('ada'), null],
  'it was emptied before': [run(fileStore(), clears('bob'), login(), visit('unknown-id')), 5],
  'it was emptied later': [run(fileStore(), login(), visit('unknown-id'), clears('bob')), 5],
})
test.each([
  ['24h', 'string', /Its ttl is "24h", with which no session is valid/],
  [0, 'number', /Its ttl is 0, /],
  ['60', 'string', /keeps it under another id/],
  [60, 'number', /keeps it under another id/],
])('a limit by which no session is valid is named: %j', (value, kind, message) => {
  const store = fileStore({ settings: { ttl: { kind, value } } })
  expect(storeForgets.find(run(store, login(), visit('unknown-id')))?.message).toMatch(message)
})

check(storeKeepsDestroyed, {
  'it is found after it was destroyed': [run(mapStore(), login(), logout(), visit('found')), 3],
  'in a store of a package': [run(fileStore(), login(), logout(), visit('found')), 5],
  'it is gone': [run(mapStore(), login(), logout(), visit('unknown-id')), null],
  'it was not destroyed': [run(mapStore(), login(), visit('found')), null],
  'destroy said that it failed': [run(mapStore(), login(), logout({ error }), visit('found')), null],
  'it was still being destroyed': [run(mapStore(), login(), logout({ doneMs: 5000 }), visit('found')), null],
  'somebody saved it again': [run(mapStore(), login(), logout(), login(), visit('found')), null],
  'another session': [run(mapStore(), login(), logout(), visit('found', { id: 'id-2' })), null],
})
test('the method that leaves it is named', () => {
  expect(storeKeepsDestroyed.find(run(mapStore(), login(), logout(), visit('found')))?.method).toBe('MapStore.destroy')
})
