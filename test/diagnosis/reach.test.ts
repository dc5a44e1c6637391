import { expect, test } from 'vitest'
import doesNotListen from '../../src/diagnosis/causes/does-not-listen/cause.ts'
import parallelFirstRequests from '../../src/diagnosis/causes/parallel-first-requests/cause.ts'
import passportAboveSession from '../../src/diagnosis/causes/passport-above-session/cause.ts'
import sessionsShareStore from '../../src/diagnosis/causes/sessions-share-store/cause.ts'
import type { Observation, SessionCall } from '../../src/observe/observation.ts'
import {
  at,
  change,
  errorFacts,
  exchange,
  layer,
  observation,
  passed,
  processFacts,
  sessionCall,
  sessionPassed,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

const silent = (parts: Partial<Observation> = {}) =>
  observation({ listens: [], packages: [{ name: 'express', version: '5.3.0', folder: '/app' }], ...parts })
check(doesNotListen, {
  'it has called session() and waits': [silent(), 0],
  'it waits above session()': [silent({ sessions: [] }), 0],
  'it listens': [{ ...silent(), listens: observation().listens }, null],
  'it gets requests by another way': [silent({ exchanges: [exchange()] }), null],
  'it ended': [silent({ processes: [processFacts({ end: { exitCode: 0, signal: null, output: '' } })] }), null],
  'it is no app': [silent({ packages: [] }), null],
  'it only loaded express-session': [
    silent({ packages: [{ name: 'express-session', version: null, folder: '/app' }] }),
    0,
  ],
  'it only loaded something else': [silent({ packages: [{ name: 'cookie', version: null, folder: '/app' }] }), null],
  'nothing was started': [silent({ processes: [] }), null],
})
test('it is told how far the start came', () => {
  expect(doesNotListen.find(silent())?.message).toMatch(/as far as session\(\) in line 5/)
  expect(doesNotListen.find(silent({ sessions: [] }))?.message).toMatch(/did not even get to session\(\)/)
})

const first = (number: number, parts: ExchangeParts = {}): ExchangeParts => ({
  number,
  changes: [change()],
  ...parts,
  session: { cookie: 'set', idAfter: `id-${number}`, ...parts.session },
})
const page = (second: ExchangeParts = {}, one: ExchangeParts = {}, later: ExchangeParts = {}) =>
  observation({
    exchanges: [
      exchange({ layers: [passed()], ...first(1, one) }),
      exchange({ layers: [passed()], ...first(2, second) }),
      exchange({ number: 3, at: Date.UTC(2027, 0, 1), ...later, session: { state: 'found', ...later.session } }),
    ],
  })
const crossing = (session: ExchangeParts['session'] = {}, second: ExchangeParts = {}) =>
  page({ at: Date.UTC(2026, 0, 1) + 40, ...second }, {}, { session: { idBefore: 'id-2', ...session } })
check(parallelFirstRequests, {
  'two at once': [page(), 10],
  'told in another order': [{ ...page(), exchanges: page().exchanges.toReversed() }, 10],
  'the second came after the first was answered': [
    page({ at: Date.UTC(2026, 0, 1) + 4 }, {}, { session: { idBefore: 'id-9' } }),
    null,
  ],
  'the answer to the first was under way, and then one of the cookies comes': [crossing(), 10],
  'each has the session of another call': [
    page({ at: Date.UTC(2026, 0, 1) + 40, session: { by: [2] } }, {}, { session: { idBefore: 'id-2' } }),
    null,
  ],
  'curl, which is started for each request': [crossing({}, { requestHeaders: [['User-Agent', 'curl/8.5.0']] }), null],
  'then neither of the cookies comes': [crossing({ idBefore: 'id-9' }), null],
  'the second came long after': [crossing({}, { at: Date.UTC(2026, 0, 1) + 200 }), null],
  'something with the cookie came in between, as a logout': [
    {
      ...crossing(),
      exchanges: crossing().exchanges.toSpliced(1, 0, exchange({ number: 2, session: { state: 'found', by: [1] } })),
    },
    null,
  ],
  'the second came long before': [page({ at: Date.UTC(2025, 0, 1) }), null],
  'two browsers': [page({ client: 'bob' }), null],
  'nobody knows which browser': [page({ client: null }, { client: null }, { client: null }), null],
  'two processes': [page({ pid: 7 }), null],
  'the second brought a cookie': [page({ session: { state: 'found' } }), null],
  'the first brought a cookie': [page({}, { session: { state: 'found' } }), null],
  'the second got none': [page({ session: { cookie: 'none' } }), null],
  'nothing was written to the second': [page({ changes: [] }), null],
  'only the cookie of the first was changed': [page({}, { changes: [change({ kind: 'cookie' })] }), null],
  'both have one id': [page({ session: { idAfter: 'id-1' } }), null],
  'it never brings a cookie back': [page({}, {}, { session: { state: 'no-cookie' } }), null],
})

const options = (named: Readonly<Record<string, string | number | boolean>>): SessionCall['options'] =>
  Object.fromEntries(Object.entries(named).map(([name, value]) => [`cookie.${name}`, { kind: typeof value, value }]))
interface Mix {
  readonly own?: Readonly<Record<string, string | number | boolean>>
  readonly last?: Readonly<Record<string, string | number | boolean>>
  readonly line: string
  readonly call?: Partial<SessionCall>
  readonly parts?: ExchangeParts
}
const mixed = ({ own = {}, last = {}, line, call = {}, parts = {} }: Mix) =>
  observation({
    sessions: [
      sessionCall({ name: 'a.sid', options: options(own) }),
      sessionCall({ id: 2, name: 'b.sid', at: at(6), options: options(last), ...call }),
    ],
    exchanges: [
      exchange({
        generated: [{ kind: 'string', value: 'x' }],
        layers: [sessionPassed(), sessionPassed({ session: 2, sessionBefore: true }), passed()],
        responseHeaders: [['Set-Cookie', `a.sid=x; ${line}`]],
        ...parts,
      }),
    ],
  })
const strict = { own: { sameSite: 'strict' }, line: 'Path=/; HttpOnly' }
check(sessionsShareStore, {
  'SameSite of the last': [mixed(strict), 5],
  'SameSite: true is Strict': [mixed({ last: { sameSite: true }, line: 'Path=/; HttpOnly; SameSite=Strict' }), 5],
  'Path of the last': [mixed({ last: { path: '/b' }, line: 'Path=/b; HttpOnly' }), 5],
  'HttpOnly of the last': [mixed({ last: { httpOnly: false }, line: 'Path=/' }), 5],
  'the end of the last': [
    mixed({
      own: { maxAge: 60_000 },
      last: { maxAge: 3_600_000 },
      line: 'Path=/; Expires=Thu, 01 Jan 2026 01:00:01 GMT; HttpOnly',
    }),
    5,
  ],
  'the end of its own': [
    mixed({
      own: { maxAge: 3_600_000 },
      last: { maxAge: 60_000 },
      line: 'Path=/; Expires=Thu, 01 Jan 2026 01:00:01 GMT; HttpOnly',
    }),
    null,
  ],
  'the app set another end itself': [
    mixed({ own: { maxAge: 1000 }, line: 'Path=/; Expires=Thu, 01 Jan 2026 02:00:00 GMT; HttpOnly' }),
    null,
  ],
  'all as it should be': [mixed({ ...strict, line: 'Path=/; HttpOnly; SameSite=Strict' }), null],
  'both have the same options': [mixed({ ...strict, last: { sameSite: 'strict' } }), null],
  'two stores': [mixed({ ...strict, call: { store: storeFacts({ id: 2 }) } }), null],
  'two processes': [mixed({ ...strict, call: { pid: 7 } }), null],
  'a session that was there before': [mixed({ ...strict, parts: { generated: [] } }), null],
  'another cookie': [mixed({ ...strict, parts: { responseHeaders: [['Set-Cookie', 'z=x; Path=/']] } }), null],
  'the last one made it': [
    mixed({
      ...strict,
      parts: { layers: [sessionPassed({ session: 2 })], responseHeaders: [['Set-Cookie', 'b.sid=x; Path=/']] },
    }),
    null,
  ],
})

const guard = passed({ kind: 'middleware', name: 'authenticate', did: 'threw', sessionBefore: false })
const SUPPORT = 'Login sessions require session support. Did you forget to use `express-session` middleware?'
const pass = (parts: ExchangeParts = {}, isBelow = true) => {
  const layers = [layer({ id: 10, name: 'authenticate', at: at(10) }), layer({ id: 20, at: at(20), session: 1 })]
  return observation({
    stack: isBelow ? layers : layers.toReversed(),
    exchanges: [
      exchange({
        layers: [guard],
        missing: [{ layer: 10, at: null }],
        errors: [errorFacts({ message: SUPPORT })],
        ...parts,
        session: { state: 'not-reached', by: [], ...parts.session },
      }),
    ],
  })
}
check(passportAboveSession, {
  'passport found no session': [pass(), 10],
  'another error': [pass({ errors: [errorFacts()] }), null],
  'session() stands above': [pass({}, false), null],
  'session() was reached': [pass({ session: { by: [1] } }), null],
  'nobody asked for the session': [pass({ missing: [] }), null],
})
