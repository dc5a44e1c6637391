import { expect, test } from 'vitest'
import cookieChangeUnsent from '../../src/diagnosis/causes/cookie-change-unsent/cause.ts'
import expiresFixed from '../../src/diagnosis/causes/expires-fixed/cause.ts'
import keptForever from '../../src/diagnosis/causes/kept-forever/cause.ts'
import maxAgeSeconds from '../../src/diagnosis/causes/max-age-seconds/cause.ts'
import maxAgeText from '../../src/diagnosis/causes/max-age-text/cause.ts'
import notRolling from '../../src/diagnosis/causes/not-rolling/cause.ts'
import storeTtlShorter from '../../src/diagnosis/causes/store-ttl-shorter/cause.ts'
import type { Observation, SessionCall, StoreFacts, ValueFacts } from '../../src/observe/observation.ts'
import { brought, endsAt, finds, keeps, lasting, minutes, sets } from '../support/cookies.ts'
import {
  change,
  errorFacts,
  exchange,
  observation,
  passed,
  sessionCall,
  storeCall,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

const HOUR = 3_600_000
const found = { state: 'found' } as const
const id: ValueFacts = { kind: 'string', value: 'id-1' }

const run = (parts: readonly ExchangeParts[], call: Partial<SessionCall> = {}): Observation =>
  observation({
    sessions: [sessionCall(call)],
    exchanges: parts.map((part, index) => exchange({ number: index + 1, ...part })),
  })
const options = (named: Readonly<Record<string, ValueFacts>>) => ({ options: { ...sessionCall().options, ...named } })

const born = (lifetime: number | null, parts: ExchangeParts = {}): ExchangeParts => ({
  line: 'POST /login',
  layers: [passed()],
  generated: [id],
  responseHeaders: sets(endsAt(1)),
  store: [keeps(lasting(lifetime))],
  ...parts,
})
const lasts = (lifetime: number | null, parts: ExchangeParts = {}) => run([born(lifetime, parts)])

check(maxAgeSeconds, {
  'an hour': [lasts(3600), 5],
  'fifteen minutes': [lasts(900), 5],
  'ten hours, worked out a little late': [lasts(35_998), 5],
  'worked out later than that': [lasts(35_996), null],
  'a day': [lasts(86_400), 5],
  'a week': [lasts(604_800), 5],
  'a year': [lasts(31_536_000), 5],
  'two years, or nine hours': [lasts(63_072_000), null],
  'an hour, as it should be': [lasts(HOUR), null],
  'half an hour': [lasts(HOUR / 2), null],
  'a day, as it should be': [lasts(24 * HOUR), null],
  'twenty-five hours, or one and a half minutes': [lasts(90_000), null],
  'a minute': [lasts(60_000), null],
  'some seconds, as a demonstration has': [lasts(5000), null],
  'half a minute': [lasts(30_000), null],
  'over at once': [lasts(0), null],
  'no end': [lasts(null), null],
  'the cookie says nothing of it': [lasts(3600, { responseHeaders: sets() }), null],
  'there is no cookie': [lasts(3600, { responseHeaders: [] }), null],
  'nothing was kept': [lasts(3600, { store: [] }), null],
  'what is left until a date': [
    run([born(1800)], options({ 'cookie.expires': { kind: 'date', value: '2026-01-01T00:00:02Z' } })),
    null,
  ],
  'expires is a number, which counts as maxAge': [
    run([born(86_400)], options({ 'cookie.expires': { kind: 'number', value: 86_400 } })),
    5,
  ],
  'what is left until a date, and data was written too': [
    run(
      [born(1800, { changes: [change()] })],
      options({ 'cookie.expires': { kind: 'date', value: '2026-01-01T00:00:02Z' } }),
    ),
    null,
  ],
  'a date, and maxAge behind it': [
    run(
      [born(3600)],
      options({
        'cookie.expires': { kind: 'date', value: '2026-01-01T00:00:02Z' },
        'cookie.maxAge': { kind: 'number', value: 3600 },
      }),
    ),
    5,
  ],
  'a handler chose it': [lasts(3600, { changes: [change({ kind: 'cookie', keys: [] })] }), 10],
})
test('it is told where the number comes from, and what it means', () => {
  const kind = 'cookie' as const
  const changed = born(3600, { changes: [change({ kind, keys: [] })] })
  expect(maxAgeSeconds.find(lasts(3600))).toMatchObject({ option: 'cookie.maxAge' })
  expect(maxAgeSeconds.find(run([changed]))).toMatchObject({ write: 'session.cookie' })
  const given = options({ 'cookie.maxAge': { kind: 'number', value: 3600 } })
  expect(maxAgeSeconds.find(run([changed], given))).toMatchObject({ option: 'cookie.maxAge' })
  const expires = run([born(86_400)], options({ 'cookie.expires': { kind: 'number', value: 86_400 } }))
  expect(maxAgeSeconds.find(expires)).toMatchObject({ option: 'cookie.expires' })
  expect(maxAgeSeconds.find(expires)?.message).toMatch(
    /cookie\.expires is the number 86400, which counts as maxAge does/,
  )
  expect(maxAgeSeconds.find(lasts(604_800))?.message).toMatch(/ends after 10\.1 minutes: .* would be 7 days\.$/)
})

const NO_NUMBER = errorFacts({ name: 'TypeError', message: 'maxAge must be a number or Date' })
const fails = (named: Readonly<Record<string, ValueFacts>> = {}, error = NO_NUMBER) =>
  run([{ status: 500, errors: [error] }], options(named))
const text: ValueFacts = { kind: 'string', value: '3600000' }

check(maxAgeText, {
  'maxAge was a text': [fails({ 'cookie.maxAge': text }), 5],
  'expires was a text': [fails({ 'cookie.expires': text }), 5],
  'a handler wrote it': [fails(), 12],
  'a handler wrote it, and the options are right': [fails({ 'cookie.maxAge': { kind: 'number', value: HOUR } }), 12],
  'a function that gives the options made it': [fails({}, { ...NO_NUMBER, at: null }), 5],
  'another error': [fails({ 'cookie.maxAge': text }, errorFacts()), null],
})
test('the option is named, with what it was', () => {
  expect(maxAgeText.find(fails({ 'cookie.expires': text }))).toMatchObject({ option: 'cookie.expires' })
  expect(maxAgeText.find(fails({ 'cookie.maxAge': text }))?.message).toMatch(/cookie\.maxAge is the string "3600000"/)
  expect(maxAgeText.find(fails({ 'cookie.maxAge': { kind: 'object' } }))?.message).toMatch(/is of the kind object/)
  expect(maxAgeText.find(fails({ 'cookie.maxAge': { kind: 'function' } }))?.message).toMatch(
    /express-session does not call/,
  )
  expect(maxAgeText.find(fails({ 'cookie.expires': text }))?.message).toMatch(
    /the string "3600000", where a Date should be\.$/,
  )
  expect(maxAgeText.find(fails())?.message).toMatch(/maxAge is not one\./)
})

const date = (end: number) => options({ 'cookie.expires': { kind: 'date', value: new Date(end).toISOString() } })
const hourEnd = endsAt(60)
const hourDate: ValueFacts = { kind: 'date', value: new Date(minutes(60)).toISOString() }
const fixed = (parts: ExchangeParts = {}, call: Partial<SessionCall> = date(minutes(60) + 999)) =>
  run([born(HOUR, { responseHeaders: sets(hourEnd), ...parts })], call)

check(expiresFixed, {
  'a new session ends at the moment that the option names': [fixed(), 5],
  'that is over': [fixed({ at: minutes(61) }), 5],
  'maxAge is a date': [fixed({}, options({ 'cookie.maxAge': hourDate })), 5],
  'maxAge is a date, and expires stands behind it': [
    fixed({}, options({ 'cookie.maxAge': hourDate, 'cookie.expires': { kind: 'null' } })),
    null,
  ],
  'that is the beginning of all time': [
    fixed({ responseHeaders: sets('Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT') }, date(0)),
    5,
  ],
  'the option is a length of time': [fixed({}, options({ 'cookie.maxAge': { kind: 'number', value: HOUR } })), null],
  'the option is no date': [
    fixed({}, options({ 'cookie.expires': { kind: 'string', value: '2026-01-01T01:00:00Z' } })),
    null,
  ],
  'the date is none': [fixed({}, options({ 'cookie.expires': { kind: 'date', value: 'Invalid Date' } })), null],
  'the session ends at another moment': [fixed({ responseHeaders: sets(endsAt(90)) }), null],
  'there is no cookie': [fixed({ responseHeaders: [] }), null],
  'the session was there before': [fixed({ generated: [] }), null],
  'it is further away than browsers keep cookies': [
    fixed({ responseHeaders: sets(endsAt(401 * 1440)) }, date(minutes(401 * 1440))),
    null,
  ],
})
test('a session that was over at once is shown rather than the first one', () => {
  const first = born(HOUR, { responseHeaders: sets(hourEnd) })
  const later = { ...first, line: 'POST /enter', at: minutes(61) }
  const told = (parts: readonly ExchangeParts[]) => expiresFixed.find(run(parts, date(minutes(60))))
  expect(told([first, later])).toMatchObject({ exchange: { number: 2 }, count: 2 })
  expect(told([first, later])?.message).toMatch(/That was over when POST \/enter came/)
  expect(told([first])?.message).toMatch(/POST \/login ends at Thu, 01 Jan 2026 01:00:00 GMT, and so do/)
  expect(told([{}, first])?.message).toMatch(/GMT, however late it came, and so do/)
})

const login = born(HOUR, { responseHeaders: sets(hourEnd) })
const works: ExchangeParts = {
  at: minutes(50),
  requestHeaders: brought,
  session: found,
  store: [finds(lasting(HOUR)), storeCall({ op: 'touch', session: lasting(HOUR) })],
}
const lost: ExchangeParts = { at: minutes(70) }

check(notRolling, {
  'the cookie ended while the session went on': [run([login, works, lost]), 5],
  'the session had ended too': [run([login, works, { at: minutes(110) }]), null],
  'the cookie had not ended yet': [run([login, works, { at: minutes(59) }]), null],
  'it had ended before the last visit': [run([login, { ...works, at: minutes(61) }, lost]), null],
  'the browser brought the cookie': [run([login, works, { ...lost, session: found }]), null],
  'nobody came in between': [run([login, lost]), null],
  'the cookie was set again': [run([login, { ...works, responseHeaders: sets(endsAt(110)) }, lost]), null],
  'it was set without an end': [run([{ ...login, responseHeaders: sets() }, works, lost]), null],
  'it was logged out': [run([login, { ...works, session: { ...found, destroyed: true } }, lost]), null],
  'it is another session': [
    run([login, { ...works, store: [finds(lasting(HOUR), { id: 'id-2' }), ...(works.store ?? []).slice(1)] }, lost]),
    null,
  ],
  'the store was not told': [run([login, { ...works, store: [finds(lasting(HOUR))] }, lost]), null],
  'another browser came': [run([login, works, { ...lost, client: 'bob' }]), null],
  'nobody knows who came': [run([login, works, lost].map((one) => ({ ...one, client: null }))), null],
  'a request for a file came in between': [run([login, works, { at: minutes(65), session: { by: [] } }, lost]), 5],
})

const remembers = (before: number | null, after: number | null, parts: ExchangeParts = {}) =>
  run([
    {
      line: 'POST /remember-me',
      layers: [passed()],
      changes: [change({ kind: 'cookie', keys: [] })],
      store: [finds(lasting(before)), storeCall({ op: 'touch', session: lasting(after) })],
      ...parts,
      session: { ...found, ...parts.session },
    },
  ])

check(cookieChangeUnsent, {
  'an end was given': [remembers(null, HOUR), 10],
  'the end was moved': [remembers(HOUR, 2 * HOUR), 10],
  'the end was taken away': [remembers(HOUR, null), 10],
  'something else was changed': [remembers(HOUR, HOUR), 10],
  'the session ends sooner': [remembers(2 * HOUR, HOUR), null],
  'the session ends now': [remembers(null, 0), null],
  'the cookie was sent': [remembers(null, HOUR, { session: { cookie: 'set' } }), null],
  'the session is new': [remembers(null, HOUR, { session: { state: 'no-cookie' } }), null],
  'it got another id': [remembers(null, HOUR, { session: { idAfter: 'id-2' } }), null],
  'it was destroyed': [remembers(null, HOUR, { session: { destroyed: true } }), null],
  'there was no answer': [remembers(null, HOUR, { status: null }), null],
  'it was changed after the answer': [
    remembers(null, HOUR, { changes: [change({ kind: 'cookie', when: 'after-end' })] }),
    null,
  ],
  'only data was changed': [remembers(null, HOUR, { changes: [change()] }), null],
})
test('the line that changes the cookie is looked for', () =>
  expect(cookieChangeUnsent.find(remembers(null, HOUR))).toMatchObject({ write: 'session.cookie' }))

const endless = { cookie: { originalMaxAge: null, expires: null }, user: 'ada' }
const first: ExchangeParts = { store: [keeps(endless)] }
const returns = (days: number, parts: ExchangeParts = {}): ExchangeParts => ({
  at: minutes(days * 1440),
  session: found,
  store: [finds(endless)],
  ...parts,
})

const onDisk = (ttl: number | null, parts: Partial<StoreFacts> = {}): Partial<SessionCall> => ({
  store: storeFacts({
    className: 'FileStore',
    package: 'session-file-store',
    isMemoryStore: false,
    settings: ttl === null ? { retries: { kind: 'number', value: 5 } } : { ttl: { kind: 'number', value: ttl } },
    ...parts,
  }),
})

check(keptForever, {
  'three months later it is found': [run([first, returns(90)]), 5],
  'a month later it is found': [run([first, returns(30)]), null],
  'somebody came in between': [run([first, returns(70), returns(90)]), 5],
  'somebody came often': [run([first, returns(20), returns(40)]), null],
  'somebody came in between, and got another session too': [
    run([first, returns(20, { store: [finds(endless), keeps(endless, { id: 'id-2' })] }), returns(40)]),
    null,
  ],
  'its cookie has an end': [
    run([first, returns(90, { store: [finds({ cookie: { expires: '2027-01-01T00:00:00.000Z' } })] })]),
    null,
  ],
  'it is not found': [run([first, returns(90, { session: { state: 'unknown-id' }, store: [finds(null)] })]), null],
  'no store was asked': [run([first, returns(90, { store: [] })]), null],
  'it is another session': [run([first, returns(90, { store: [finds(endless, { id: 'id-2' })] })]), null],
  'the store keeps files, and looks at the clock of the app': [run([first, returns(90)], onDisk(null)), 5],
  'the database of a store has a clock of its own': [
    run([first, returns(90)], onDisk(null, { package: 'connect-redis' })),
    null,
  ],
  'the store is one of the app': [run([first, returns(90)], onDisk(null, { package: null })), 5],
  'the store is one of the app, and has a database behind it': [
    {
      ...run([first, returns(90)], onDisk(null, { package: null })),
      packages: [{ name: 'redis', version: null, folder: '' }],
    },
    null,
  ],
  'there is a database, and sessions are in memory': [
    { ...run([first, returns(90)]), packages: [{ name: 'redis', version: null, folder: '' }] },
    5,
  ],
})

const gone = (after: number, parts: ExchangeParts = {}): ExchangeParts => ({
  at: minutes(after),
  session: { state: 'unknown-id' },
  store: [finds(null)],
  ...parts,
})
const kept: ExchangeParts = { line: 'POST /login', store: [keeps(endless)] }
const memory = { className: 'MemoryStore', package: 'express-session', isMemoryStore: true }

const inMemory = { className: 'MemoryStore', package: 'memorystore' }

const forADay: ExchangeParts = { line: 'POST /login', store: [keeps(lasting(24 * HOUR))] }

const restarted = (ttl: number | null) => ({
  ...run([forADay, gone(70, { pid: 7 })]),
  sessions: [sessionCall(onDisk(ttl)), sessionCall({ pid: 7, ...onDisk(ttl) })],
})

check(storeTtlShorter, {
  'later, and the store has an end': [run([forADay, gone(70)], onDisk(3600)), 5],
  'later, and nobody knows its end': [run([forADay, gone(70)], onDisk(null)), 5],
  'soon, and the store has an end that is sooner': [run([forADay, gone(1)], onDisk(2)), 5],
  'soon, and the store has a later end': [run([forADay, gone(1)], onDisk(3600)), null],
  'later, and the store has a later end': [run([forADay, gone(70)], onDisk(7200)), null],
  'soon, and nobody knows its end': [run([forADay, gone(1)], onDisk(null)), null],
  'the cookie has no end, and the store a very early one': [run([kept, gone(1)], onDisk(2)), 5],
  'the cookie has no end, so the store has one': [run([kept, gone(70)], onDisk(3600)), null],
  'the cookie has no end, and nobody knows that of the store': [run([kept, gone(70)], onDisk(null)), null],
  'the session had ended by its cookie': [
    run([{ ...kept, store: [keeps(lasting(HOUR))] }, gone(70)], onDisk(3600)),
    null,
  ],
  'it was destroyed': [run([forADay, { store: [storeCall({ op: 'destroy' })] }, gone(70)], onDisk(3600)), null],
  'it was never kept': [run([gone(70)], onDisk(3600)), null],
  'it was found': [run([forADay, gone(70, { session: found, store: [finds(endless)] })], onDisk(3600)), null],
  'memorystore counts milliseconds': [run([forADay, gone(70)], onDisk(600_000, inMemory)), 5],
  'memorystore, and a later end': [run([forADay, gone(70)], onDisk(2 * HOUR, inMemory)), null],
  'so many seconds': [run([forADay, gone(70)], onDisk(600_000)), null],
  'a MemoryStore has no end': [run([forADay, gone(70)], onDisk(null, memory)), null],
  'one that is based on it may have': [run([forADay, gone(70)], onDisk(3600, memory)), 5],
  'after a restart, and the store has an end': [restarted(3600), 5],
  'after a restart, and nobody knows its end': [restarted(null), null],
  'an end that is none': [run([forADay, gone(1)], onDisk(-1)), null],
})
test('what ends it is told, and what it should be', () => {
  const told = (begun: ExchangeParts, call: Partial<SessionCall>) =>
    storeTtlShorter.find(run([begun, gone(70)], call))?.message
  expect(told(kept, onDisk(60))).toMatch(/its ttl of 60 ends sessions sooner than the cookie, which has no end\.$/)
  expect(told(forADay, onDisk(null))).toMatch(/it has its own end, .* than the cookie, which lasts 24 hours\.$/)
})
