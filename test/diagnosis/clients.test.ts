import { describe, expect, test } from 'vitest'
import clientSendsNoCookie from '../../src/diagnosis/causes/client-sends-no-cookie/cause.ts'
import duplicateName from '../../src/diagnosis/causes/duplicate-name/cause.ts'
import proxyStripsCookies from '../../src/diagnosis/causes/proxy-strips-cookies/cause.ts'
import type { HeaderPair, Observation } from '../../src/observe/observation.ts'
import {
  PID,
  errorFacts,
  exchange,
  observation,
  processFacts,
  sessionCall,
  storeCall,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

const START = Date.UTC(2026, 0, 1)
const HOST: HeaderPair = ['Host', 'shop.example']

const SESSION_COOKIE: HeaderPair = ['Set-Cookie', 'connect.sid=s%3Aabc.def; Path=/']

/** A login that was answered with a cookie. */
const login = (parts: ExchangeParts = {}, attributes = '') =>
  exchange({
    line: 'POST /login',
    requestHeaders: [HOST],
    responseHeaders: [['Set-Cookie', `connect.sid=s%3Aabc.def; Path=/${attributes}`]],
    store: [storeCall({ session: { cookie: {}, user: 'ada' } })],
    ...parts,
    session: { cookie: 'set', saved: true, ...parts.session },
  })

/** A request of the same client, a second later, without the cookie. */
const later = (parts: ExchangeParts = {}) => exchange({ number: 2, at: START + 1000, requestHeaders: [HOST], ...parts })

/** A request of the same client with the cookie. */
const sent = (number: number, line = 'POST /logout') =>
  later({ number, line, requestHeaders: [HOST, ['Cookie', 'connect.sid=s%3Aabc.def']], session: { state: 'found' } })

const run = (...exchanges: ReturnType<typeof exchange>[]) => observation({ exchanges })
const from = (agent: string): HeaderPair => ['User-Agent', agent]

check(clientSendsNoCookie, {
  'no cookie comes back': [run(login(), later()), 0],
  'the answer with the cookie broke off': [run(login({ state: 'closed' }), later()), null],
  'of another client': [run(login(), later({ client: 'bob' })), null],
  'it comes back': [run(login(), later({ session: { state: 'found' } })), null],
  'one of another name': [run(login(), later({ requestHeaders: [HOST, ['Cookie', 'theme=dark']] })), null],
  'one with a bad value': [run(login(), later({ requestHeaders: [HOST, ['Cookie', 'connect.sid=1']] })), null],
  'it came back once': [
    run(login(), later(), later({ number: 3, requestHeaders: [HOST, ['Cookie', 'connect.sid=s%3Aabc.def']] })),
    null,
  ],
  'a request that was sent before the answer came': [run(login(), later({ at: START + 1 })), null],
  'a request that asks whether it may': [run(login(), later({ line: 'OPTIONS /me' })), null],
  'a session without data': [run(login({ store: [storeCall({ session: { cookie: {} } })] }), later()), null],
  'a cookie that was taken away again': [
    run(
      login(),
      exchange({
        number: 3,
        at: START + 500,
        requestHeaders: [HOST],
        responseHeaders: [['Set-Cookie', 'connect.sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT']],
        store: [storeCall({ session: { cookie: {}, user: 'ada' } })],
        session: { state: 'found' },
      }),
      later(),
    ),
    null,
  ],
  'a cookie that is over': [run(login({}, '; Expires=Thu, 01 Jan 2026 00:00:00 GMT'), later()), null],
  'a cookie that browsers refuse': [run(login({}, '; SameSite=None'), later()), null],
  'a cookie of another path': [run(login({}, '/admin'), later()), null],
  'a page that is not of session()': [run(login(), later({ session: { state: 'not-reached', by: [] } })), null],
  'clients without a name, of one kind and one address': [
    run(
      login({ client: null, requestHeaders: [HOST, from('curl/8.5.0')] }),
      later({ client: null, requestHeaders: [HOST, from('curl/8.5.0')] }),
    ),
    0,
  ],
  'of two kinds': [
    run(
      login({ client: null, requestHeaders: [HOST, from('curl/8.5.0')] }),
      later({ client: null, requestHeaders: [HOST, from('Wget/1.21')] }),
    ),
    null,
  ],
  'without a name on purpose': [
    run(login({ client: null, scenario: 'no cookies' }), later({ client: null, scenario: 'no cookies' })),
    null,
  ],
  'localhost and 127.0.0.1': [
    run(
      login({ requestHeaders: [['Host', 'localhost:3000']] }),
      later({ requestHeaders: [['Host', '127.0.0.1:3000']] }),
    ),
    0,
  ],
  'two hosts': [run(login(), later({ requestHeaders: [['Host', 'other.example']] })), null],
  'a host, and the same with www': [run(login(), later({ requestHeaders: [['Host', 'www.shop.example']] })), 0],
  'a program that keeps another cookie of the answer': [
    run(
      login({ responseHeaders: [['Set-Cookie', 'theme=dark; Path=/'], SESSION_COOKIE] }),
      later({ requestHeaders: [HOST, ['Cookie', 'theme=dark']] }),
    ),
    0,
  ],
  'all pages without it, and what is sent with it': [run(login(), later(), later({ number: 3 }), sent(4)), 0],
  'one page without it, which may be of somebody else': [run(login(), later(), sent(3)), null],
  'all that is sent without it, and pages with it': [
    run(login(), later({ line: 'POST /a' }), later({ number: 3, line: 'POST /b' }), sent(4, 'GET /')),
    null,
  ],
  'a page on localhost and an app on 127.0.0.1': [
    run(
      login({
        requestHeaders: [
          ['Host', '127.0.0.1:3000'],
          ['Origin', 'http://localhost:5173'],
        ],
      }),
      later({
        requestHeaders: [
          ['Host', '127.0.0.1:3000'],
          ['Origin', 'http://localhost:5173'],
        ],
      }),
    ),
    0,
  ],
})

test.each([
  [[from('curl/8.5.0')], 'curl -c jar.txt -b jar.txt http://shop.example/'],
  [[from('node')], "fetch('http://shop.example/', { headers: { Cookie: cookie } })"],
  [[from('axios/1.7.2')], "fetch('http://shop.example/', { headers: { Cookie: cookie } })"],
  [[from('node-superagent/3.8.3')], 'const client = request.agent(app)'],
  [[], 'const client = request.agent(app)'],
  [[from('python-requests/2.32.3')], "client = requests.Session()\nclient.get('http://shop.example/')"],
  [[['Origin', 'http://www.shop.example']], undefined],
  [[from('Mozilla/5.0'), ['Origin', 'http://www.shop.example']], undefined],
  [[from('Mozilla/5.0'), ['Origin', 'http://shop.example']], "fetch('/', { credentials: 'same-origin' })"],
  [[from('Mozilla/5.0')], "fetch('/', { credentials: 'same-origin' })"],
  [[from('okhttp/4.12.0')], undefined],
] as const)('what to do with a client of which is known: %j', (headers, code) => {
  const found = clientSendsNoCookie.find(
    run(login({ requestHeaders: [HOST, ...headers] }), later({ requestHeaders: [HOST, ...headers] })),
  )
  expect(found?.fix?.code).toBe(code)
})

test.each([
  [[['Host', 'www.shop.example']], 'the cookie is for shop.example alone, and this is www.shop.example'],
  [[HOST, ['Cookie', 'theme=dark']], 'came with theme, but without connect.sid'],
] as const)('what came instead is told: %j', (requestHeaders, words) => {
  const given = login({ responseHeaders: [SESSION_COOKIE, ['Set-Cookie', 'theme=dark; Path=/']] })
  expect(clientSendsNoCookie.find(run(given, later({ requestHeaders })))?.message).toContain(words)
})

describe('a test in the process of the app ended it', () => {
  const supertest = { packages: [{ name: 'supertest', version: null, folder: '' }] }
  const ended = { processes: [processFacts({ end: { exitCode: 1, signal: null, output: '' } })] }
  const assertion = (pid = PID): Partial<Observation> => ({
    problems: [{ pid, kind: 'uncaught', error: errorFacts({ code: 'ERR_ASSERTION' }), exchange: null }],
  })
  test.each<readonly [string, Partial<Observation>, readonly string[]]>([
    ['with supertest', { ...supertest, ...ended }, ['process-ended']],
    ['with an assertion', { ...assertion(), ...ended }, ['process-ended']],
    ['another process asserted', { ...assertion(7), ...ended }, []],
    [
      'another process ended',
      { ...supertest, processes: [processFacts({ pid: 7, end: ended.processes[0]?.end ?? null })] },
      [],
    ],
    ['it goes on', supertest, []],
    ['it ended by something else', ended, []],
  ])('%s', (_, parts, codes) => {
    expect(clientSendsNoCookie.find({ ...run(login(), later()), ...parts })?.explains).toEqual(codes)
  })
})

/** The app sets two cookies, and only the other one comes back. */
const withTheme = (...headers: readonly HeaderPair[]) =>
  run(
    login({
      requestHeaders: [HOST, ...headers],
      responseHeaders: [['Set-Cookie', 'theme=dark; Path=/'], SESSION_COOKIE],
    }),
    later({ requestHeaders: [HOST, ...headers, ['Cookie', 'theme=dark']] }),
  )

check(proxyStripsCookies, {
  'another cookie comes, and this one never': [
    run(login(), later({ requestHeaders: [HOST, ['Cookie', '__session=1']] })),
    5,
  ],
  'no cookie comes': [run(login(), later()), null],
  'this one came once': [
    run(
      login(),
      later({ requestHeaders: [HOST, ['Cookie', 'theme=1']] }),
      later({ number: 3, requestHeaders: [HOST, ['Cookie', 'connect.sid=s%3Aabc.def; theme=1']] }),
    ),
    null,
  ],
  'a browser, which keeps all cookies of an answer': [withTheme(from('Mozilla/5.0')), 5],
  'a browser that does not say its name': [withTheme(['Sec-Fetch-Mode', 'cors']), 5],
  'a program behind a proxy': [withTheme(['Via', '1.1 cdn']), 5],
  'a program without one, which picks cookies itself': [withTheme(), null],
  'a cookie for another host': [
    run(
      login(),
      later({
        requestHeaders: [
          ['Host', 'other.example'],
          ['Cookie', '__session=1'],
        ],
      }),
    ),
    null,
  ],
})

test.each([
  ['__session=a=b; theme=1', [], '__session, theme', undefined],
  ['theme=1', [], 'theme', expect.stringContaining('hand on this cookie')],
  ['theme=1', [['X-Forwarded-Host', 'shop.web.app']], 'theme', undefined],
  ['theme=1', [['X-Forwarded-Host', 'web.app.example']], 'theme', expect.stringContaining('hand on this cookie')],
] satisfies readonly (readonly [string, readonly HeaderPair[], string, unknown])[])(
  'a proxy lets %s through, with %j: what came is named, and Firebase is known by it',
  (cookie, headers, came, fix) => {
    const found = proxyStripsCookies.find(
      run(
        login({ requestHeaders: [HOST, ...headers] }),
        later({ requestHeaders: [HOST, ['Via', '1.1 cdn'], ['Cookie', cookie], ...headers] }),
      ),
    )
    expect(found).toMatchObject({ option: 'name', count: 1 })
    expect(found?.message).toContain(`GET / came with ${came}, and without connect.sid,`)
    expect(found?.fix?.text).toEqual(fix)
  },
)

/** The session cookie twice, in this order. */
const twice = (
  state: 'found' | 'bad-signature' | 'unknown-id' | 'no-cookie',
  cookies = 'connect.sid=s%3Aa.b; connect.sid=s%3Ac.d',
) => run(exchange({ requestHeaders: [HOST, ['Cookie', cookies]], session: { state } }))

check(duplicateName, {
  'the first is of another app': [twice('bad-signature'), 5],
  'the first is old': [twice('unknown-id'), 5],
  'the first is no session cookie': [twice('no-cookie'), 5],
  'the first is right': [twice('found'), null],
  'the same twice': [twice('bad-signature', 'connect.sid=s%3Aa.b; connect.sid=s%3Aa.b'), null],
  once: [twice('bad-signature', 'connect.sid=s%3Aa.b; theme=dark'), null],
  'one that only begins with the name': [twice('bad-signature', 'connect.sid=s%3Aa.b; connect.sid2=1'), null],
  'another name twice': [
    observation({
      sessions: [sessionCall({ name: 'shop.sid' })],
      exchanges: [exchange({ requestHeaders: [['Cookie', 'connect.sid=1; connect.sid=2']] })],
    }),
    null,
  ],
})

const OWN = 'connect.sid=s%3Aabc.def'
const FOREIGN = 'connect.sid=s%3Anobody.knows'
/** A request of a real browser with such a cookie. */
const brings = (cookie: string, parts: ExchangeParts = {}) =>
  later({
    requestHeaders: [HOST, from('Mozilla/5.0'), ['Cookie', cookie]],
    ...parts,
    session: { state: cookie === OWN ? 'found' : 'bad-signature', ...parts.session },
  })
const real = (...exchanges: ReturnType<typeof exchange>[]) =>
  observation({ exchanges: exchanges.map((one, index) => ({ ...one, number: index + 1 })), now: START + 60_000 })
const entered = login({ requestHeaders: [HOST, from('Mozilla/5.0')] })

check(duplicateName, {
  'another app wrote over the cookie': [real(entered, brings(OWN), brings(FOREIGN, { client: 'ada 2' })), 5],
  'two browsers, one with an old cookie': [real(entered, brings(OWN), brings(FOREIGN), brings(OWN)), null],
  'another browser': [
    real(entered, brings(OWN), brings(FOREIGN, { requestHeaders: [HOST, from('curl/8'), ['Cookie', FOREIGN]] })),
    null,
  ],
  'one that had it all the time': [real(brings(FOREIGN), entered, brings(OWN), brings(FOREIGN)), null],
  'one that logged out before': [
    real(entered, brings(OWN), brings(OWN, { session: { cookie: 'cleared' } }), brings(FOREIGN)),
    null,
  ],
  'one that never had a cookie of this app': [real(brings(FOREIGN)), null],
  'a cookie that is known all the same': [
    real(entered, brings(OWN), brings(FOREIGN, { session: { state: 'found' } })),
    null,
  ],
  'a cookie that this app set, and whose secret has changed': [
    real(
      { ...entered, response: login({ responseHeaders: [['Set-Cookie', FOREIGN]] }).response },
      entered,
      brings(OWN),
      brings(FOREIGN),
    ),
    null,
  ],
  'a run that was set up': [run(entered, brings(OWN), brings(FOREIGN)), null],
})

const OLD = 'connect.sid=s%3Aof.yesterday'
/** A login with an old cookie. */
const again = login({ requestHeaders: [HOST, ['Cookie', OLD]] })
const withOld = (state: 'no-cookie' | 'bad-signature' | 'unknown-id' | 'found', cookie = OLD) =>
  later({ requestHeaders: [HOST, ['Cookie', cookie]], session: { state } })

check(clientSendsNoCookie, {
  'the old cookie again, which nobody knows': [real(again, withOld('unknown-id')), 0],
  'the old cookie again, with a bad signature': [real(again, withOld('bad-signature')), 0],
  'the old cookie again, without one': [real(again, withOld('no-cookie')), 0],
  'the old cookie, which is known': [real(again, withOld('found')), null],
  'another cookie than before': [real(again, withOld('unknown-id', 'connect.sid=s%3Ax.y')), null],
  'the old cookie beside the new one': [real(again, withOld('unknown-id', `${OLD}; ${OWN}`)), null],
  'the new cookie at another time': [real(again, withOld('unknown-id'), sent(3)), null],
  'the old cookie where the new one is not for': [
    real({ ...again, response: login({}, 'admin').response }, withOld('unknown-id')),
    null,
  ],
  'no cookie, and the new one from what looks like another client': [
    real(login(), later(), brings(OWN, { client: 'ada 2' })),
    null,
  ],
  'no cookie, and another one from another client': [real(login(), later(), brings(FOREIGN, { client: 'bob' })), 0],
  'the cookie from another client, in a run that was set up': [
    run(login(), later(), brings(OWN, { client: 'eve' })),
    0,
  ],
  'a run that was set up': [run(again, withOld('unknown-id')), null],
})

test('that the old cookie came again is told', () => {
  const found = clientSendsNoCookie.find(real(again, withOld('unknown-id')))
  expect(found?.message).toContain('with the cookie that it had before, and not with the new one')
  expect(found?.fix?.code).toContain('getSetCookie')
})
