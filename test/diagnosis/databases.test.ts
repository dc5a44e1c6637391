import { expect, test } from 'vitest'
import storeNotConnected from '../../src/diagnosis/causes/store-not-connected/cause.ts'
import storeNotReady from '../../src/diagnosis/causes/store-not-ready/cause.ts'
import storeWrongVersion from '../../src/diagnosis/causes/store-wrong-version/cause.ts'
import { isOffline, isStorePackage, packageInStack } from '../../src/diagnosis/store-errors.ts'
import type { ErrorFacts, Observation, StoreCallFacts, StoreFacts } from '../../src/observe/observation.ts'
import {
  errorFacts,
  exchange,
  observation,
  PID,
  problem,
  processFacts,
  sessionCall,
  storeCall,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

const redis = storeFacts({ className: 'RedisStore', package: null, isMemoryStore: false })
const packaged: StoreFacts = { ...redis, package: 'connect-redis' }
const called = (call: Partial<StoreCallFacts>, parts: ExchangeParts = {}, store = packaged) =>
  observation({ sessions: [sessionCall({ store })], exchanges: [exchange({ store: [storeCall(call)], ...parts })] })
const failing = (error: Partial<ErrorFacts>, store = packaged) => called({ error: errorFacts(error) }, {}, store)
const hanging = { status: null, durationMs: 4000, state: 'closed' } as const
const loaded = (...names: readonly string[]) => names.map((name) => ({ name, version: '9.0.0', folder: '/app' }))
const ended = (error: Partial<ErrorFacts>, parts: Partial<Observation> = {}) =>
  observation({
    listens: [],
    sessions: [],
    packages: loaded('redis'),
    problems: [problem({ error: errorFacts(error) })],
    ...parts,
  })
/** A second request, which never gets an answer of the store, and another that gets one. */
const both = (stuck: ExchangeParts, other: ExchangeParts = {}) =>
  observation({
    sessions: [sessionCall({ store: packaged })],
    exchanges: [
      exchange({ number: 2, store: [storeCall({ op: 'touch', doneMs: null })], ...stuck }),
      exchange({ number: 3, store: [storeCall()], ...other }),
    ],
  })
/** A real browser that waited for two seconds, and for how long there was no answer of the store. */
const silent = (ms: number, before?: ReturnType<typeof exchange>): Observation => ({
  ...observation({
    sessions: [sessionCall({ store: packaged }), sessionCall({ id: 2, store: { ...packaged, id: 2 } })],
    exchanges: [
      ...(before ? [before] : []),
      exchange({ number: 2, store: [storeCall({ doneMs: null })], ...hanging, durationMs: 2000 }),
    ],
  }),
  now: exchange().at + ms,
})
const refused = { code: 'ECONNREFUSED', message: '' }

check(storeNotConnected, {
  'the client is closed': [failing({ message: 'The client is closed' }), 5],
  'nobody is there': [failing(refused), 5],
  'it failed with something else': [failing({ message: 'WRONGTYPE' }), null],
  'the store said that it is disconnected': [called({}, { store: [], session: { state: 'store-offline' } }), 5],
  'it never answers': [called({ doneMs: null }, hanging), 5],
  'a store of the app never answers, which is another cause': [called({ doneMs: null }, hanging, redis), null],
  'it threw at once, and there was no answer': [called({ doneMs: null, error: errorFacts() }, hanging), null],
  'something else is waited for': [called({}, hanging), null],
  'it has not answered yet': [called({ doneMs: null }, { ...hanging, durationMs: 20 }), null],
  'it answers': [called({}), null],
  'one call is stuck, and later ones are answered': [both(hanging), null],
  'one call is stuck, and an earlier one was answered': [both(hanging, { number: 1 }), 5],
  'a browser gave up, and the store never answered anything': [silent(5000), 5],
  'a browser gave up early': [silent(4999), null],
  'a browser gave up, and the store answered before': [silent(5000, exchange({ store: [storeCall()] })), null],
  'a browser gave up, and another store answered': [
    silent(5000, exchange({ store: [storeCall()], session: { by: [2] } })),
    5,
  ],
  'nobody waits for the store': [{ ...called({}, { store: [] }), now: exchange().at + 60_000 }, null],
  'the process ended for it': [ended(refused), 12],
  'the process ended for something else': [ended({ message: 'no' }), null],
  'no database is there that could be meant': [ended(refused, { packages: loaded('express') }), null],
  'it was only a warning': [
    ended(refused, { problems: [problem({ kind: 'warning', error: errorFacts(refused) })] }),
    null,
  ],
})
test('what shows it is told', () => {
  const said = (observed: Observation) => storeNotConnected.find(observed)
  expect(said(ended(refused))?.message).toMatch(/"ECONNREFUSED"\.$/)
  expect(said(ended(refused))?.option).toBeUndefined()
  expect(said(failing({ message: 'The client is closed' }))).toMatchObject({
    message: expect.stringMatching(/^set of RedisStore failed at GET \/, .*"The client is closed"/) as unknown,
    option: 'store',
    count: 1,
  })
  expect(said(called({ op: 'get', doneMs: null }, hanging))?.message).toMatch(/waits for get of RedisStore/)
  expect(said(called({}, { session: { state: 'store-offline' } }))?.message).toMatch(/RedisStore had said/)
})

test.each([
  [{ message: 'The client is closed' }, true],
  [{ message: 'Connection is closed.' }, true],
  [{ name: 'MongoServerSelectionError', message: 'connect ECONNREFUSED ::1:27017' }, true],
  [{ name: 'MongoNotConnectedError', message: 'Client must be connected before running operations' }, true],
  [{ message: 'Connection terminated unexpectedly' }, true],
  [{ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND redis' }, true],
  [{ code: 'ENOENT', message: 'no such file' }, false],
  [{ message: 'syntax error' }, false],
])('%o says that a server cannot be reached: %s', (error, expected) => {
  expect(isOffline(errorFacts(error))).toBe(expected)
})

const inPackage = (name: string) =>
  `TypeError: x\n    at get (/app/node_modules/${name}/index.js:1:2)\n    at /app/server.js:3:4`
const typeError = (stack: string) => ({ name: 'TypeError', message: 'this.client.get is not a function', stack })
const forgotten = (nodeEnv: string | null, kind: string | null, store = storeFacts()) => {
  const options = kind === null ? {} : { store: { kind } }
  return observation({
    processes: [processFacts(), processFacts({ pid: 200, nodeEnv })],
    sessions: [sessionCall({ store, options }), sessionCall({ pid: 200, store, options })],
    exchanges: [
      exchange({ store: [storeCall()] }),
      exchange({
        pid: 200,
        at: exchange().at + 1000,
        session: { state: 'unknown-id' },
        store: [storeCall({ op: 'get' })],
      }),
    ],
  })
}

check(storeNotReady, {
  'no table in SQLite': [failing({ message: 'no such table: sessions' }), 5],
  'no table in PostgreSQL': [failing({ message: 'relation "session" does not exist' }), 5],
  'no table in MySQL': [failing({ message: "Table 'shop.sessions' doesn't exist" }), 5],
  'another error of a database': [failing({ message: 'column "x" does not exist' }), null],
  'a client that is none': [failing(typeError(inPackage('connect-redis'))), 5],
  'the package failed in another way': [failing({ ...typeError(inPackage('connect-redis')), name: 'Error' }), null],
  'a TypeError of the app': [failing(typeError('TypeError: x\n    at /app/server.js:3:4')), null],
  'a TypeError in another package': [failing(typeError(inPackage('lodash'))), null],
  'nothing failed': [called({}), null],
  'an undefined store forgot, in production': [forgotten('production', 'undefined'), 5],
  'a store that is null forgot, in production': [forgotten('production', 'null'), 5],
  'an undefined store forgot, elsewhere': [forgotten(null, 'undefined'), null],
  'no store was named': [forgotten('production', null), null],
  'a MemoryStore was named': [forgotten('production', 'MemoryStore'), null],
})
test('how it is fixed depends on what was not ready', () => {
  expect(storeNotReady.find(failing(typeError(inPackage('connect-redis'))))?.fix?.text).toMatch(
    /Connect to the database first/,
  )
  expect(storeNotReady.find(failing({ message: 'no such table: sessions' }))?.fix).toBeUndefined()
  expect(storeNotReady.find(forgotten('production', 'undefined'))?.message).toMatch(/^The store was undefined/)
})

const noExport = (name: string) => ({
  message: `The requested module '${name}' does not provide an export named 'default'`,
})
const notFunction = (name: string) => ({ message: `${name} is not a function` })
const withStore = { packages: loaded('express', 'connect-redis') }

check(storeWrongVersion, {
  'no such export': [ended(noExport('connect-redis')), 12],
  'no such export of another package': [ended(noExport('lodash')), null],
  'no such export of a file': [ended(noExport('./routes.js')), null],
  'it is not a function': [ended(notFunction('connectRedis')), 12],
  'it is no constructor': [ended({ message: 'RedisStore is not a constructor' }), 12],
  'it is only a constructor': [ended({ message: "Class constructor MongoStore cannot be invoked without 'new'" }), 12],
  'what require() gave is no function, and a store is loaded': [ended(notFunction('require(...)'), withStore), 12],
  'nor is a part of it': [ended(notFunction('require(...).default'), withStore), 12],
  'what require() gave is no function': [ended(notFunction('require(...)')), null],
  'something else is no function': [ended(notFunction('session'), withStore), null],
  'it failed inside of the package of a store': [
    ended({ message: 'con.db is not a function', stack: inPackage('connect-mongo') }),
    12,
  ],
  'it failed inside of another package': [
    ended({ message: 'Store is not a function', stack: inPackage('lodash') }),
    null,
  ],
  'its server is not there': [ended({ ...refused, stack: inPackage('connect-mongo') }), null],
  'the app listens': [ended(noExport('connect-redis'), { listens: observation().listens }), null],
  'another process listens': [
    ended(noExport('connect-redis'), { listens: observation().listens.map((one) => ({ ...one, pid: PID + 1 })) }),
    12,
  ],
  'it was only a warning': [
    ended({}, { problems: [problem({ kind: 'warning', error: errorFacts(noExport('connect-redis')) })] }),
    null,
  ],
})
test('the package and its version are told, where they are known', () => {
  const said = (observed: Observation) => storeWrongVersion.find(observed)?.message
  expect(said(ended(noExport('connect-redis'), withStore))).toMatch(/version of connect-redis \(9\.0\.0\) exports/)
  expect(said(ended(noExport('connect-redis')))).toMatch(/version of connect-redis exports/)
  expect(said(ended(notFunction('connectRedis')))).toMatch(/version of its package exports/)
  expect(said(ended(notFunction('connectRedis'), withStore))).toMatch(/version of connect-redis/)
  const files = { packages: loaded('session-file-store') }
  expect(said(ended(noExport('session-file-store')))).toMatch(/takes session and returns.*without braces/)
  expect(said(ended(notFunction('fileStore'), files))).toMatch(/takes session and returns.*without \* as\.$/)
  expect(said(ended({ message: 'no', stack: inPackage('session-file-store') }))).toMatch(/something else than session/)
})

test.each([
  ['connect-redis', true],
  ['session-file-store', true],
  ['memorystore', true],
  ['express-mysql-session', true],
  ['express-session', false],
  ['cookie-session', false],
  ['connect-flash', false],
  ['express', false],
])('%s is a store: %s', (name, expected) => {
  expect(isStorePackage(name)).toBe(expected)
})

test('the package that an error came out of is that of the topmost frame in one', () => {
  expect(packageInStack(errorFacts({ stack: inPackage('@scope/a-store') }))).toBe('@scope/a-store')
  expect(packageInStack(errorFacts({ stack: String.raw`at C:\app\node_modules\@scope\a\index.js:1:2` }))).toBe(
    '@scope/a',
  )
  expect(packageInStack(errorFacts({ stack: 'at /app/server.js:3:4' }))).toBeNull()
})
