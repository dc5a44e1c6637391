import { expect, test } from 'vitest'
import parallelWrites from '../../src/diagnosis/causes/parallel-writes/cause.ts'
import { isLost } from '../../src/diagnosis/causes/parallel-writes/lost.ts'
import redirectBeforeSave from '../../src/diagnosis/causes/redirect-before-save/cause.ts'
import resaveOverwrites from '../../src/diagnosis/causes/resave-overwrites/cause.ts'
import type { SessionData, StoreCallFacts } from '../../src/observe/observation.ts'
import {
  change,
  exchange,
  methodCall,
  observation,
  passed,
  sessionCall,
  storeCall,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

/** Two requests that have one session at the same time. */

const START = Date.UTC(2026, 0, 1)
const data = (parts: SessionData = {}): SessionData => ({ cookie: { path: '/' }, ...parts })
const loaded = (session: SessionData | null, parts: Partial<StoreCallFacts> = {}) =>
  storeCall({ op: 'get', startedMs: 1, doneMs: 2, session, ...parts })
const set = (before: SessionData | null, session: SessionData, parts: Partial<StoreCallFacts> = {}) =>
  storeCall({ before, session, startedMs: 100, doneMs: 101, ...parts })

/** A slow `GET /report` and, within it, a quick `POST /basket`. */
const pair = (slow: ExchangeParts, quick: ExchangeParts = {}, options: Parameters<typeof sessionCall>[0] = {}) =>
  observation({
    sessions: [sessionCall(options)],
    exchanges: [
      exchange({ line: 'POST /basket', number: 2, at: START + 50, layers: [passed({ layer: 20 })], ...quick }),
      exchange({ line: 'GET /report', at: START, layers: [passed()], ...slow }),
    ],
  })
const RESAVE = { options: { resave: { kind: 'boolean', value: true } } }
const noted = data({ __lastAccess: 2 })
const [empty, tea, milk] = [data(), data({ basket: ['tea'] }), data({ basket: ['milk'] })]
const quickWrites: ExchangeParts = {
  store: [loaded(empty), set(empty, tea, { startedMs: 3 })],
  changes: [change({ layer: 20, keys: ['basket'] })],
}
const quickDestroys: ExchangeParts = {
  store: [loaded(tea), storeCall({ op: 'destroy' })],
  calls: [methodCall({ method: 'destroy', layer: 20 })],
}
const stores = (...store: readonly StoreCallFacts[]): ExchangeParts => ({ store })

check(resaveOverwrites, {
  'a request that changed nothing saves what it had': [
    pair(stores(loaded(empty), set(tea, empty)), quickWrites, RESAVE),
    5,
  ],
  'resave is not set, so it is true': [pair(stores(loaded(empty), set(tea, empty)), quickWrites, { options: {} }), 5],
  'a logout is undone': [pair(stores(loaded(tea), set(null, tea)), quickDestroys, RESAVE), 5],
  'its cookie was changed': [
    pair(
      { ...stores(loaded(empty), set(tea, empty)), changes: [change({ kind: 'cookie', keys: [] })] },
      quickWrites,
      RESAVE,
    ),
    5,
  ],
  'resave is false': [pair(stores(loaded(empty), set(tea, empty)), quickWrites), null],
  'session() is not known': [
    { ...pair(stores(loaded(empty), set(tea, empty)), quickWrites, RESAVE), sessions: [] },
    null,
  ],
  'it changed something itself': [
    pair({ ...stores(loaded(empty), set(tea, empty)), changes: [change()] }, quickWrites, RESAVE),
    null,
  ],
  'it saves what the other one had saved': [pair(stores(loaded(tea), set(tea, tea)), quickWrites, RESAVE), null],
  'only the cookie differs': [pair(stores(loaded(tea), set(tea, { ...tea, cookie: {} })), quickWrites, RESAVE), null],
  'nobody else was there': [pair(stores(loaded(empty), set(tea, empty)), {}, RESAVE), null],
  'another process was there': [pair(stores(loaded(empty), set(tea, empty)), { ...quickWrites, pid: 7 }, RESAVE), null],
  'another session was written': [
    pair(stores(loaded(empty), set(tea, empty)), stores(set(empty, tea, { id: 'id-2' })), RESAVE),
    null,
  ],
  'it only touched': [pair(stores(loaded(empty), set(tea, empty, { op: 'touch' })), quickWrites, RESAVE), null],
  'it had no session before': [pair(stores(set(null, empty)), quickDestroys, RESAVE), null],
  'the store knew none': [pair(stores(loaded(null), set(null, tea)), quickDestroys, RESAVE), null],
  'what is there again has nothing in it': [pair(stores(loaded(empty), set(null, empty)), quickDestroys, RESAVE), null],
  'nobody destroyed it': [pair(stores(loaded(tea), set(null, tea)), quickWrites, RESAVE), null],
  'it was destroyed only later': [
    pair(stores(loaded(tea), set(null, tea)), { ...quickDestroys, at: START + 1000 }, RESAVE),
    null,
  ],
  'another session was destroyed': [
    pair(stores(loaded(tea), set(null, tea)), stores(storeCall({ op: 'destroy', id: 'id-2' })), RESAVE),
    null,
  ],
})
test('what was lost is told', () => {
  const lost = resaveOverwrites.find(pair(stores(loaded(empty), set(tea, empty)), quickWrites, RESAVE))
  expect(lost?.message).toMatch(
    /^GET \/report loaded .* POST \/basket wrote basket to that session.*the change is lost/,
  )
  expect(lost?.option).toBe('resave')
  const undone = resaveOverwrites.find(pair(stores(loaded(tea), set(null, tea)), quickDestroys, RESAVE))
  expect(undone?.message).toMatch(/POST \/basket destroyed that session\..*the session is there again/)
})

const report = data({ report: 1 })
const writes = (...store: readonly StoreCallFacts[]): ExchangeParts => ({
  store,
  changes: [change({ keys: ['report'] })],
})
const adds = (...store: readonly StoreCallFacts[]): ExchangeParts => ({
  store,
  changes: [change({ keys: ['basket'] })],
})
const counts = (n: number) => data({ n })
const counting: ExchangeParts = { store: [loaded(counts(1)), set(counts(1), counts(2), { startedMs: 3 })] }
const countsToo = (...store: readonly StoreCallFacts[]): ExchangeParts => ({
  store,
  changes: [change({ keys: ['n'] })],
})
check(parallelWrites, {
  'another key is lost': [pair(writes(loaded(empty), set(tea, report)), quickWrites), 10],
  'part of the same key is lost': [pair(adds(loaded(empty), set(tea, milk)), quickWrites), 10],
  'both counted on from the same number': [pair(countsToo(loaded(counts(1)), set(counts(2), counts(2))), counting), 10],
  'two clicks, each of which waits for something': [
    pair({ ...adds(loaded(empty), set(tea, milk)), line: 'POST /basket' }, quickWrites),
    10,
  ],
  'two clicks, and the store was given the first session once more': [
    pair(
      { ...adds(loaded(empty), set(empty, milk, { startedMs: 3 }), set(tea, milk)), line: 'POST /basket' },
      quickWrites,
    ),
    null,
  ],
  'two clicks at the same moment': [
    pair({ ...adds(loaded(empty), set(tea, milk, { startedMs: 60 })), line: 'POST /basket' }, quickWrites),
    null,
  ],
  'a logout is undone': [pair(writes(loaded(tea), set(null, { ...tea, ...report })), quickDestroys), 10],
  'it saved twice, and the second time it lost': [
    pair(writes(loaded(empty), set(empty, report, { startedMs: 3 }), set(tea, report)), quickWrites),
    10,
  ],
  'it loaded again, and the other one was there before that': [
    pair(writes(loaded(empty), loaded(tea, { startedMs: 60 }), set(tea, { ...tea, ...report })), quickWrites),
    null,
  ],
  'a login, and a logout later': [
    pair(writes(loaded(tea), set(null, { ...tea, ...report })), { ...quickDestroys, at: START + 1000 }),
    null,
  ],
  'it changed nothing': [pair(stores(loaded(empty), set(tea, empty)), quickWrites), null],
  'it changed only the cookie': [
    pair({ ...stores(loaded(empty), set(tea, empty)), changes: [change({ kind: 'cookie' })] }, quickWrites),
    null,
  ],
  'the same key, and nothing of it is lost': [
    pair(adds(loaded(empty), set(tea, data({ basket: ['tea', 'milk'] }))), quickWrites),
    null,
  ],
  'it counted when the other one had': [pair(countsToo(loaded(counts(1)), set(counts(2), counts(3))), counting), null],
  'the other one counted before this one had its session': [
    pair(countsToo(loaded(counts(1), { doneMs: 60 }), set(counts(2), counts(2))), counting),
    null,
  ],
  'the other one counted when this one was done': [
    pair(countsToo(loaded(counts(1)), set(counts(2), counts(2), { startedMs: 53 })), counting),
    null,
  ],
  'only what the store notes is lost': [
    pair(writes(loaded(empty), set(noted, report)), {
      ...quickWrites,
      store: [loaded(empty), set(empty, noted, { startedMs: 3 })],
    }),
    null,
  ],
  'nobody else wrote it': [pair(writes(loaded(empty), set(tea, report)), {}), null],
  'it was there all the time': [pair(writes(loaded(tea), set(tea, { ...tea, ...report })), quickWrites), null],
  'it had no session before': [pair(writes(set(tea, report)), quickWrites), null],
  'a new one was regenerated': [
    pair(writes(loaded(tea), set(null, { ...tea, ...report })), { ...quickDestroys, calls: [] }),
    null,
  ],
  'what is there again had nothing in it': [pair(writes(loaded(empty), set(null, report)), quickDestroys), null],
})
test('both requests, what was lost and the key that is pointed at are told', () => {
  const other = parallelWrites.find(pair(writes(loaded(empty), set(tea, report)), quickWrites))
  expect(other?.message).toMatch(
    /^GET \/report and POST \/basket had .* POST \/basket saved basket first.*that is lost/,
  )
  expect(other?.write).toBe('session.report')
  const changes = [change({ keys: ['report'] }), change({ keys: ['x', 'basket'] })]
  const same = parallelWrites.find(pair({ ...adds(loaded(empty), set(tea, milk)), changes }, quickWrites))
  expect(same?.write).toBe('session.basket')
  const undone = parallelWrites.find(pair(writes(loaded(tea), set(null, { ...tea, ...report })), quickDestroys))
  expect(undone?.message).toMatch(/POST \/basket destroyed it;.*the session is there again/)
})

test.each<readonly [loaded: unknown, theirs: unknown, ours: unknown, own: boolean, waited: boolean, lost: boolean]>([
  [undefined, 'a', undefined, false, false, true],
  ['a', 'b', 'a', false, false, true],
  ['a', 'b', 'b', false, false, false],
  ['a', undefined, 'a', false, false, true],
  ['a', 'b', 'c', true, true, false],
  [[1], [1, 2], [1, 3], true, false, true],
  [[1], [1, 2], [1, 2, 3], true, false, false],
  [[1], [1], [3], true, false, false],
  [undefined, [{ a: 1 }], [{ a: 2 }], true, false, true],
  [undefined, [{ a: 1 }], [{ a: 1 }, { a: 2 }], true, false, false],
  [[1], [2], 'none', true, false, true],
  [{ a: 1 }, { a: 1, b: 1 }, { a: 1, c: 1 }, true, false, true],
  [{ a: 1 }, { a: 1, b: 1 }, { a: 1, b: 2, c: 1 }, true, false, false],
  [null, { b: 1 }, null, true, false, true],
  [1, 2, 2, true, true, true],
  [undefined, 1, 1, true, true, true],
  [1, 2, 2, true, false, false],
  [1, 1, 1, true, true, false],
  [1, 2, 3, true, true, false],
  [0.5, 1, 1, true, true, false],
  [1, 1.5, 1.5, true, true, false],
  ['1', 2, 2, true, true, false],
  [1_795_000_000_000, 1_795_000_000_005, 1_795_000_000_005, true, true, false],
])('%j became %j and then %j: own %j, waited %j, lost %j', (before, theirs, ours, own, waited, lost) =>
  expect(isLost(before, theirs, ours, own, waited)).toBe(lost),
)

const REDIRECT: ExchangeParts['responseHeaders'] = [['Location', '/']]
/** `POST /login` redirects after 10 ms and has saved after 200; the browser is there with `GET /` after 15. */
const hurry = (login: ExchangeParts = {}, next: ExchangeParts = {}, save: Partial<StoreCallFacts> = {}) =>
  observation({
    exchanges: [
      exchange({
        line: 'POST /login',
        at: START,
        status: 302,
        responseHeaders: REDIRECT,
        layers: [passed()],
        changes: [change()],
        store: [set(null, data({ user: 'ada' }), { startedMs: 3, doneMs: 200, ...save })],
        ...login,
      }),
      exchange({ number: 2, at: START + 15, store: [loaded(null)], ...next }),
    ],
  })
check(redirectBeforeSave, {
  'the store knows no such session yet': [hurry(), 10],
  'the store has the session of before': [hurry({}, stores(loaded(data({ theme: 'dark' })))), 10],
  'the store has another value': [hurry({}, stores(loaded(data({ user: 'bob' })))), 10],
  'the store has not called back at all': [hurry({}, {}, { doneMs: null }), 10],
  'the key was put into a renewed session': [hurry({ changes: [change({ kind: 'renewed' })] }), 10],
  'the store had it': [hurry({}, stores(loaded(data({ user: 'ada' })))), null],
  'the store had called back': [hurry({}, { at: START + 200 }), null],
  'saved before the head': [hurry({}, {}, { doneMs: 4 }), null],
  'another id': [hurry({}, stores(loaded(null, { id: 'id-2' }))), null],
  'no id was brought': [hurry({}, { store: [] }), null],
  'it was no redirect': [hurry({ responseHeaders: [] }), null],
  'there was no answer': [hurry({ status: null }), null],
  'the other request came before the answer': [hurry({}, { at: START + 2 }), null],
  'nothing of the app is missing': [hurry({ changes: [] }), null],
  'it only touched': [hurry({}, {}, { op: 'touch' }), null],
  'the store saves in less time than a redirect takes': [hurry({}, {}, { startedMs: 9, doneMs: 53 }), null],
  'the store takes a little longer': [hurry({}, {}, { startedMs: 9, doneMs: 54 }), 10],
  'the store was slow only once': [hurry({}, stores(loaded(null), set(null, empty))), null],
  'the store is slow to save, and quick to find and to touch': [
    hurry({}, stores(loaded(null), set(null, empty, { op: 'touch' }))),
    10,
  ],
  'the store of another process is quick': [hurry({}, { pid: 7, ...stores(loaded(null), set(null, empty)) }), 10],
})
test('what the store had is told', () => {
  expect(redirectBeforeSave.find(hurry())).toMatchObject({ write: 'session.user', exchange: { number: 2 } })
  expect(redirectBeforeSave.find(hurry())?.message).toMatch(/knew no such session yet\.$/)
  expect(redirectBeforeSave.find(hurry({}, stores(loaded(empty))))?.message).toMatch(/still had the session without it/)
})
