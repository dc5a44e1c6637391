import { expect, test } from 'vitest'
import forwardedProtoMissing from '../../src/diagnosis/causes/forwarded-proto-missing/cause.ts'
import noSecure from '../../src/diagnosis/causes/no-secure/cause.ts'
import proxyNotTrusted from '../../src/diagnosis/causes/proxy-not-trusted/cause.ts'
import secureAutoUnresolved from '../../src/diagnosis/causes/secure-auto-unresolved/cause.ts'
import secureOverHttp from '../../src/diagnosis/causes/secure-over-http/cause.ts'
import type { HeaderPair, ProcessFacts } from '../../src/observe/observation.ts'
import {
  at,
  exchange,
  observation,
  processFacts,
  sessionCall,
  storeCall,
  type ExchangeParts,
} from '../support/observations.ts'
import { sets } from '../support/cookies.ts'
import { check } from '../support/rows.ts'

const HTTPS: HeaderPair = ['X-Forwarded-Proto', 'https']

/** The cookie was kept back. */
const kept = (parts: ExchangeParts = {}) =>
  exchange({
    generated: [{ kind: 'string', value: 'id-1' }],
    ...parts,
    session: { cookie: 'kept-back', why: 'not-secured', ...parts.session },
  })

/** Somebody came over https and got a cookie. */
const secured = exchange({ number: 2, requestHeaders: [HTTPS], trustProxy: '1', session: { cookie: 'set' } })

/** The same browser comes again. */
const later = (parts: ExchangeParts = {}) => exchange({ number: 2, at: exchange().at + 1000, ...parts })

const run = (...exchanges: ReturnType<typeof exchange>[]) => observation({ exchanges })

/** A proxy says https of a browser with such headers, and the Secure cookie does not come back. */
const saysHttps = (...headers: readonly HeaderPair[]) =>
  run(
    exchange({
      line: 'POST /login',
      requestHeaders: [['Host', 'shop.example'], HTTPS, ...headers],
      responseHeaders: sets('Path=/; Secure'),
      connection: { secure: headers.some(([name]) => name === 'X-Secure'), remoteAddress: '127.0.0.1' },
      session: { cookie: 'set' },
    }),
    later({ requestHeaders: [['Host', 'shop.example'], HTTPS] }),
  )

check(secureOverHttp, {
  'plain http': [run(kept()), 5],
  'a proxy that says http': [run(kept({ requestHeaders: [['X-Forwarded-Proto', 'http']] })), 5],
  'an app that trusts a proxy, and none is there': [run(kept({ trustProxy: '1' })), 5],
  'a proxy that says https': [run(kept({ requestHeaders: [HTTPS] })), null],
  'another reason': [run(kept({ session: { why: 'head-was-sent' } })), null],
  'a session that is there already, whose cookie is not renewed': [
    run(kept({ generated: [], session: { state: 'found' } })),
    null,
  ],
  'a session that began again': [run(kept({ session: { state: 'found' } })), 5],
  'an app that gives its cookie to those who come over https': [run(kept(), secured), null],
  'another session() that does': [
    observation({
      sessions: [sessionCall(), sessionCall({ id: 2, at: at(9) })],
      exchanges: [kept(), { ...secured, session: { ...secured.session, by: [2] } }],
    }),
    5,
  ],
  'a Secure cookie that somebody got over http, and that did not come back': [
    run(exchange({ session: { cookie: 'set' }, responseHeaders: sets('Path=/; Secure') }), later()),
    5,
  ],
  'one that came back': [
    run(exchange({ responseHeaders: sets('Path=/; Secure') }), later({ session: { state: 'found' } })),
    null,
  ],
  'one over https': [
    run(exchange({ requestHeaders: [HTTPS], responseHeaders: sets('Path=/; Secure') }), later()),
    null,
  ],
  'a proxy that says https to a page that is at http': [saysHttps(['Origin', 'http://shop.example']), 0],
  'the same, seen from a link': [saysHttps(['Referer', 'http://shop.example/cart']), 0],
  'a page of another host': [saysHttps(['Origin', 'http://other.example']), null],
  'a page at https': [saysHttps(['Origin', 'https://shop.example']), null],
  'a page at http that sends something to https': [
    saysHttps(['Origin', 'http://shop.example'], ['Sec-Fetch-Site', 'cross-site']),
    null,
  ],
  'a page at http that sends something to https, without a proxy': [
    saysHttps(['Origin', 'http://shop.example'], ['X-Secure', '1']),
    null,
  ],
  'one without Secure': [run(exchange({ responseHeaders: sets() }), later()), null],
  'another client without a cookie': [
    run(exchange({ responseHeaders: sets('Path=/; Secure') }), later({ client: 'ben' })),
    null,
  ],
  'one that got no cookie over https either': [run(kept(), { ...secured, session: kept().session }), 5],
})

check(proxyNotTrusted, {
  'a proxy that says https': [run(kept({ requestHeaders: [HTTPS] })), 5],
  'one that says http': [run(kept({ requestHeaders: [['X-Forwarded-Proto', 'http']] })), null],
  'no proxy': [run(kept()), null],
  'one that is trusted, and a cookie': [run(secured), null],
  'one beside a right one': [run(secured, kept({ requestHeaders: [HTTPS] })), 5],
})

test.each([
  [{}, {}, "'trust proxy' is not set"],
  [{ proxy: { kind: 'boolean', value: false } }, { trustProxy: '1' }, 'proxy is false'],
  [{}, { trustProxy: null }, 'proxy is not true'],
  [{}, { trustProxy: 'loopback' }, "'trust proxy' is loopback, and the proxy's address is 127.0.0.1"],
  [{}, { trustProxy: '1' }, "'trust proxy' is '1', a string"],
  [{}, { trustProxy: '1', requestHeaders: [['X-Forwarded-Proto', 'HTTPS']] as HeaderPair[] }, 'and this is HTTPS'],
] as const)('why the proxy is not believed: %j, %j', (options, parts, says) => {
  const found = proxyNotTrusted.find(
    observation({
      sessions: [sessionCall({ options })],
      exchanges: [kept({ requestHeaders: [HTTPS], ...parts })],
    }),
  )
  expect(found?.message).toContain(says)
})

/** The app trusts a proxy, and got its word for nothing; the request has these headers beside. */
const untold = (requestHeaders: readonly HeaderPair[], parts: ExchangeParts = {}) =>
  run(kept({ requestHeaders: [['Host', 'shop.example'], ...requestHeaders], trustProxy: '1', ...parts }))

check(forwardedProtoMissing, {
  'a proxy that says who, and not how': [untold([['X-Forwarded-For', '203.0.113.7']]), 0],
  'one that says it in words that Express does not read': [untold([['Forwarded', 'proto=https']]), 0],
  'a page of the app that came over https': [untold([['Referer', 'https://shop.example/login']]), 0],
  'one of the same origin, behind a proxy that changes Host': [
    untold([
      ['Origin', 'https://public.example'],
      ['Sec-Fetch-Site', 'same-origin'],
    ]),
    0,
  ],
  'a proxy that says http to a page that came over https': [
    untold([
      ['Origin', 'https://shop.example'],
      ['X-Forwarded-Proto', 'http'],
    ]),
    0,
  ],
  'a page of another site over https': [untold([['Origin', 'https://other.example']]), null],
  'a page of the app over http': [untold([['Referer', 'http://shop.example/login']]), null],
  'a page whose address cannot be read': [untold([['Origin', 'null']]), null],
  'a proxy that says http': [
    untold([
      ['X-Forwarded-For', '203.0.113.7'],
      ['X-Forwarded-Proto', 'http'],
    ]),
    null,
  ],
  'nothing but plain http': [untold([]), null],
  'an app that trusts nobody': [untold([['X-Forwarded-For', '203.0.113.7']], { trustProxy: 'false' }), null],
  'an app whose session() trusts': [
    observation({
      sessions: [sessionCall({ options: { proxy: { kind: 'boolean', value: true } } })],
      exchanges: [kept({ requestHeaders: [['Via', '1.1 proxy']], trustProxy: 'false' })],
    }),
    0,
  ],
  'the same browser, that came with the word before': [run(secured, kept({ trustProxy: '1' })), 0],
  'another browser': [run(secured, kept({ trustProxy: '1', client: 'bob' })), null],
  'the same browser, sent to compare the two': [run(secured, kept({ trustProxy: '1', scenario: 'http' })), null],
})

/** A function gave these cookie options, and the session was saved with them. */
const dynamic = (secure: unknown, parts: ExchangeParts = {}, kind = 'function') =>
  observation({
    sessions: [sessionCall({ options: { cookie: { kind } } })],
    exchanges: [kept({ store: [storeCall({ session: { cookie: { secure }, user: 'ada' } })], ...parts })],
  })

check(secureAutoUnresolved, {
  "'auto' of a function": [dynamic('auto'), 5],
  'true of a function': [dynamic(true), null],
  "'auto' of an object": [dynamic('auto', {}, 'object'), null],
  'a session that was not saved': [dynamic('auto', { store: [] }), null],
  'a cookie that was set': [dynamic('auto', { session: { why: null, cookie: 'set' } }), null],
})
check(secureOverHttp, { "'auto' of a function": [dynamic('auto'), null], 'true of a function': [dynamic(true), 5] })

/** A cookie came with these attributes, over https where nothing else is said. */
const given = (attributes: string, parts: ExchangeParts = {}) =>
  exchange({
    requestHeaders: [HTTPS],
    responseHeaders: [['Set-Cookie', `connect.sid=s%3Aabc.def; Path=/${attributes}`]],
    trustProxy: '1',
    ...parts,
    session: { cookie: 'set' },
  })
const auto = sessionCall({ options: { 'cookie.secure': { kind: 'string', value: 'auto' } } })
const asked = sessionCall({ options: { cookie: { kind: 'function' } } })

check(noSecure, {
  'without Secure': [run(given('')), 5],
  'with Secure': [run(given('; Secure')), null],
  'over plain http': [run(given('', { requestHeaders: [] })), null],
  'over TLS that ends here': [
    run(given('', { requestHeaders: [], connection: { secure: true, remoteAddress: null } })),
    5,
  ],
  'once with, once without': [run(given(''), given('; Secure', { number: 2 })), null],
  'one that is taken away': [
    run(
      given('', { responseHeaders: [['Set-Cookie', 'connect.sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT']] }),
    ),
    null,
  ],
  'a cookie of something else': [run(given('', { responseHeaders: [['Set-Cookie', 'theme=dark; Path=/']] })), null],
  "'auto', whose proxy is not trusted": [
    observation({ sessions: [auto], exchanges: [given('', { trustProxy: 'false' })] }),
    null,
  ],
  'a function that is told the truth': [observation({ sessions: [asked], exchanges: [given('')] }), 5],
  'a function that is not': [observation({ sessions: [asked], exchanges: [given('', { trustProxy: 'false' })] }), null],
})
test('an app that may set Secure only in production is told so, by the process that answered', () => {
  const told = (...processes: readonly ProcessFacts[]) =>
    noSecure.find(observation({ processes, exchanges: [given('')] }))?.message
  const production = processFacts({ nodeEnv: 'production' })
  expect(told(processFacts())).toContain('NODE_ENV is not production here')
  expect(told(production)).not.toContain('NODE_ENV')
  expect(told(production, processFacts({ pid: 7 }))).not.toContain('NODE_ENV')
  expect(told(processFacts(), processFacts({ pid: 7, nodeEnv: 'production' }))).toContain('NODE_ENV is not production')
})
