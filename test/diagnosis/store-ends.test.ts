import { expect, test } from 'vitest'
import storeIgnoresTouch from '../../src/diagnosis/causes/store-ignores-touch/cause.ts'
import storeKeepsEnded from '../../src/diagnosis/causes/store-keeps-ended/cause.ts'
import type { Observation, SessionData, StoreFacts } from '../../src/observe/observation.ts'
import { finds, keeps, minutes } from '../support/cookies.ts'
import {
  at,
  exchange,
  observation,
  sessionCall,
  storeCall,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

/** Stores of the app, with a class in line 3, and the ends of the sessions that they keep. */

const mapStore = (parts: Partial<StoreFacts> = {}) =>
  storeFacts({ className: 'MapStore', package: null, isMemoryStore: false, at: at(3), ...parts })
const withoutTouch = mapStore({ methods: ['get', 'set', 'destroy'] })

const run = (store: StoreFacts | null, ...exchanges: readonly ExchangeParts[]): Observation =>
  observation({
    sessions: [sessionCall({ store })],
    exchanges: exchanges.map((parts, index) => exchange({ number: index + 1, ...parts })),
  })

/** A session that lasts an hour, and ends so many minutes after the login. */
const endingAt = (count: number, originalMaxAge: number | null = 3_600_000): SessionData => ({
  cookie: { originalMaxAge, expires: new Date(minutes(count)).toISOString() },
})

const login: ExchangeParts = { line: 'POST /login', session: { saved: true }, store: [keeps(endingAt(60))] }
/** A visit after 40 minutes that only reads. */
const reads = (
  session: ExchangeParts['session'] = {},
  data = endingAt(60),
  parts: ExchangeParts = {},
): ExchangeParts => ({
  at: minutes(40),
  session: { state: 'found', ...session },
  store: [finds(data), ...(session.touched ? [storeCall({ op: 'touch', session: endingAt(100) })] : [])],
  ...parts,
})
const touching = { touched: true } as const
const lost = (parts: ExchangeParts = {}): ExchangeParts => ({
  at: minutes(80),
  session: { state: 'unknown-id' },
  store: [finds(null)],
  ...parts,
})

check(storeIgnoresTouch, {
  'touch() was called, and the session is gone': [run(mapStore(), login, reads(touching), lost()), 3],
  'there is no touch()': [run(withoutTouch, login, reads(), lost()), 3],
  'a store of a package': [run(mapStore({ at: null }), login, reads(touching), lost()), 5],
  'the session is there': [run(mapStore(), login, reads(touching), reads(touching)), null],
  'it lasted no longer anyway': [run(mapStore(), login, reads(touching), lost({ at: minutes(100) })), null],
  'the end that it was saved with is not over': [
    run(mapStore(), login, reads(touching), lost({ at: minutes(59) })),
    null,
  ],
  'the visit saved it': [
    run(
      mapStore(),
      login,
      reads({ saved: true, touched: false }, endingAt(60), { store: [finds({}), keeps(endingAt(60))] }),
      lost(),
    ),
    null,
  ],
  'the visit destroyed it': [run(mapStore(), login, reads({ ...touching, destroyed: true }), lost()), null],
  'no visit came between': [run(mapStore(), login, lost()), null],
  'no visit that found it came between': [
    run(mapStore(), login, reads({ ...touching, state: 'unknown-id' }), lost()),
    null,
  ],
  'its cookie has no end': [run(mapStore(), login, reads(touching, endingAt(60, null)), lost()), null],
  'touch() was there, and not called': [run(mapStore(), login, reads(), lost()), null],
  'another id': [run(mapStore(), login, reads(touching), lost({ store: [finds(null, { id: 'id-2' })] })), null],
  'another process': [run(mapStore(), login, { ...reads(touching), pid: 2 }, lost()), null],
  'no store is known': [run(null, login, reads(touching), lost()), null],
})
test('the method is named, or that there is none', () => {
  const found = storeIgnoresTouch.find(run(mapStore(), login, reads(touching), lost()))
  expect(found).toMatchObject({ method: 'MapStore.touch', message: expect.stringContaining('did not keep it') })
  const none = storeIgnoresTouch.find(run(withoutTouch, login, reads(), lost()))
  expect(none?.message).toMatch(/MapStore has no such method: at GET \/, 40 minutes later, it was gone\.$/)
})

const late = (end: SessionData, parts: ExchangeParts = {}) => reads(touching, end, { at: minutes(61), ...parts })

check(storeKeepsEnded, {
  'it is found a minute after its end': [run(mapStore(), login, late(endingAt(60))), 3],
  'it is found before its end': [run(mapStore(), login, late(endingAt(62))), null],
  'it is found as it ends': [run(mapStore(), login, late(endingAt(60), { at: minutes(60) + 999 })), null],
  'its end was moved by a touch, and is kept beside it': [
    run(mapStore(), login, reads(touching), late(endingAt(60), { at: minutes(99) })),
    null,
  ],
  'the end to which a touch moved it is over': [
    run(mapStore(), login, reads(touching), late(endingAt(60), { at: minutes(101) })),
    3,
  ],
  'it has no end': [run(mapStore(), login, late({ cookie: { expires: null } })), null],
  'a store of a package, on a server with a clock of its own': [
    run(mapStore({ package: 'connect-redis' }), login, late(endingAt(60))),
    null,
  ],
  'express-session could not use it': [
    run(mapStore(), login, late(endingAt(60), { session: { state: 'store-failed' } })),
    null,
  ],
})
test('get is where it is to be looked at', () =>
  expect(storeKeepsEnded.find(run(mapStore(), login, late(endingAt(60))))).toMatchObject({ method: 'MapStore.get' }))
