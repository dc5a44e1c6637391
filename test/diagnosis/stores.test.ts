import { expect, test } from 'vitest'
import saveFailed from '../../src/diagnosis/causes/save-failed/cause.ts'
import storeIsAPromise from '../../src/diagnosis/causes/store-is-a-promise/cause.ts'
import storeNotAnInstance from '../../src/diagnosis/causes/store-not-an-instance/cause.ts'
import storeRetries from '../../src/diagnosis/causes/store-retries/cause.ts'
import type { ErrorFacts, SessionCall, StoreCallFacts, ValueFacts } from '../../src/observe/observation.ts'
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

const data = { cookie: {}, user: 'ada' }
const failing = (call: Partial<StoreCallFacts> = {}, parts: ExchangeParts = {}) =>
  observation({
    exchanges: [
      exchange({ line: 'POST /login', store: [storeCall({ session: data, error: errorFacts(), ...call })], ...parts }),
    ],
  })
const ofPackage = { error: errorFacts({ at: null }) }

check(saveFailed, {
  'a store of the app': [failing(), 12],
  'a store of a package': [failing(ofPackage), 5],
  'what nobody can save': [failing({ session: null }), null],
  'the store took it': [failing({ error: null }), null],
  'it failed at something else': [failing({ op: 'get' }), null],
})
test('what became of the answer is told', () => {
  const told = (parts: ExchangeParts, call: Partial<StoreCallFacts> = {}) =>
    saveFailed.find(failing(call, parts))?.message
  expect(told({ status: null })).toMatch(/"Error: it broke"\. The answer was never finished\.$/)
  expect(told({ status: 500 })).toMatch(/The answer was a 500\.$/)
  expect(told({})).toMatch(/The answer was a 200 all the same/)
  expect(told({ responseHeaders: [['Set-Cookie', 'connect.sid=s']] })).toMatch(/a 200 with a Set-Cookie all the same/)
  expect(told({}, { error: errorFacts({ code: 'ENOENT' }) })).toMatch(/a folder that is not there/)
  expect(told({}, { error: errorFacts({ name: '', message: "'no'" }) })).toMatch(/session: "'no'"/)
  expect(saveFailed.find(failing(ofPackage))?.option).toBe('store')
  expect(saveFailed.find(failing())?.option).toBeUndefined()
  const own = storeFacts({ className: 'DiskStore', package: null, isMemoryStore: false, at: at(3) })
  const lineless = { ...failing(ofPackage), sessions: [sessionCall({ store: own })] }
  expect(saveFailed.find(lineless)).toMatchObject({ at: at(3), method: 'DiskStore.set' })
})

test('what fails for the same reason at other methods is its consequence', () => {
  const explained = (error: Partial<ErrorFacts>, other: Partial<ErrorFacts>) => {
    const store = [
      storeCall({ session: data, error: errorFacts(error) }),
      storeCall({ op: 'destroy', error: errorFacts(other) }),
    ]
    return saveFailed.find(observation({ exchanges: [exchange({ store })] }))?.explains
  }
  expect(explained({ code: 'ENOENT' }, { code: 'ENOENT' })).toEqual(['store-failed'])
  expect(explained({ code: 'ENOENT' }, { code: 'EACCES' })).toBeUndefined()
  expect(explained({ code: 'E', name: 'RangeError' }, { code: 'E' })).toBeUndefined()
  expect(explained({}, {})).toBeUndefined()
})

const called = (store: ValueFacts | null, message: string | null, parts: Partial<SessionCall> = {}) =>
  observation({
    sessions: [
      sessionCall({
        options: store ? { store } : {},
        store: null,
        threw: message === null ? null : errorFacts({ name: 'TypeError', message }),
        ...parts,
      }),
    ],
  })
const NOT_ON = 'store.on is not a function'

check(storeIsAPromise, {
  'a promise': [called({ kind: 'promise' }, NOT_ON), 5],
  'something else that is no store': [called({ kind: 'object' }, NOT_ON), null],
  'no store': [called(null, null), null],
})

check(storeNotAnInstance, {
  'a class': [called({ kind: 'class' }, NOT_ON), 5],
  'a class that can be listened to': [called({ kind: 'class' }, 'The "emitter" argument must be an EventEmitter'), 5],
  'a function': [called({ kind: 'function' }, NOT_ON), 5],
  'a function, and another option threw': [called({ kind: 'function' }, 'genid option must be a function'), null],
  'an object of a class of the app': [called({ kind: 'Disk' }, NOT_ON), 5],
  'an object, and another option threw': [called({ kind: 'Disk' }, 'unset option must be "destroy" or "keep"'), null],
  'a text': [called({ kind: 'string' }, "Cannot create property 'generate' on string './sessions'"), 5],
  'a promise': [called({ kind: 'promise' }, NOT_ON), null],
  undefined: [called({ kind: 'undefined' }, NOT_ON), null],
  'nothing, and something threw': [called(null, NOT_ON), null],
  'a store': [called({ kind: 'FileStore' }, null), null],
  'a function that can be used as one': [called({ kind: 'function' }, null), null],
})
test.each([
  ['class', /the class of a store/],
  ['function', /a function as its store/],
  ['async function', /a function as its store/],
  ['string', /a string as its store/],
  ['object', /an object as its store that lacks/],
  ['array', /an array as its store that lacks/],
  ['Disk', /an object of the class Disk .* not based on session\.Store/],
])('session() was given this: %s', (kind, text) => {
  expect(storeNotAnInstance.find(called({ kind }, NOT_ON))?.message).toMatch(text)
})

test.each([
  ['class', 'session-file-store', /and new is for that class\.$/],
  ['class', 'connect-redis', /threw: "[^"]*"\.$/],
  ['Disk', 'session-file-store', /threw: "[^"]*"\.$/],
])('how the class is made is told where its package is known: %s, %s', (kind, name, text) => {
  const packages = [{ name, version: null, folder: '/app' }]
  expect(storeNotAnInstance.find({ ...called({ kind }, NOT_ON), packages })?.message).toMatch(text)
})

const number = (value: number): ValueFacts => ({ kind: 'number', value })
const retried = (
  settings: Readonly<Record<string, ValueFacts>>,
  get: Partial<StoreCallFacts> = {},
  parts: ExchangeParts = {},
  name = 'session-file-store',
) =>
  observation({
    sessions: [sessionCall({ store: storeFacts({ package: name, isMemoryStore: false, settings }) })],
    exchanges: [
      exchange({
        session: { state: 'unknown-id' },
        store: [storeCall({ op: 'get', startedMs: 1, doneMs: 255, ...get })],
        ...parts,
      }),
    ],
  })
const five = { retries: number(5), minTimeout: number(50) }

check(storeRetries, {
  'five times': [retried(five), 5],
  once: [retried({ ...five, retries: number(1) }), null],
  twice: [retried({ ...five, retries: number(2) }), 5],
  'never, on a slow machine': [retried({ ...five, retries: number(0) }), null],
  'it was not as slow as that': [retried(five, { doneMs: 20 }), null],
  'it was slow and is not done': [retried(five, { doneMs: null }), null],
  'the session was there': [retried(five, {}, { session: { state: 'found' } }), null],
  'nothing was asked': [retried(five, {}, { store: [] }), null],
  'another store': [retried(five, {}, {}, 'connect-redis'), null],
  'nothing is known of its options': [retried({}), null],
  'no pause is known': [retried({ retries: number(5) }), null],
})
test('it is told how long it took', () => {
  expect(storeRetries.find(retried(five))?.message).toMatch(/5 more times: that took 254 ms/)
})
