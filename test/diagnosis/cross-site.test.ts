import { expect, test } from 'vitest'
import cookieNotCrossSite from '../../src/diagnosis/causes/cookie-not-cross-site/cause.ts'
import corsAnyOrigin from '../../src/diagnosis/causes/cors-any-origin/cause.ts'
import corsCredentials from '../../src/diagnosis/causes/cors-credentials/cause.ts'
import sameSiteNoneInsecure from '../../src/diagnosis/causes/same-site-none-insecure/cause.ts'
import type { HeaderPair } from '../../src/observe/observation.ts'
import {
  at,
  change,
  exchange,
  observation,
  passed,
  sessionPassed,
  storeCall,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

const run = (...exchanges: ReturnType<typeof exchange>[]) => observation({ exchanges })

const cookie = (attributes: string): HeaderPair => ['Set-Cookie', `connect.sid=s%3Aabc.def; Path=/${attributes}`]
const HOST: HeaderPair = ['Host', 'api.example']
const HTTPS: HeaderPair = ['X-Forwarded-Proto', 'https']

/** A cookie with these attributes. */
const given = (attributes: string, parts: ExchangeParts = {}) =>
  exchange({
    responseHeaders: [cookie(attributes)],
    requestHeaders: [HOST],
    store: [storeCall({ session: { cookie: {}, user: 'ada' } })],
    ...parts,
    session: { cookie: 'set', saved: true, ...parts.session },
  })

check(sameSiteNoneInsecure, {
  'None without Secure': [run(given('; SameSite=None')), 5],
  'None with Secure': [run(given('; Secure; SameSite=None', { requestHeaders: [HOST, HTTPS] })), null],
  'None without Secure over http, and over https with it': [
    run(given('; SameSite=None'), given('; Secure; SameSite=None', { number: 2, requestHeaders: [HOST, HTTPS] })),
    null,
  ],
  Lax: [run(given('; SameSite=Lax')), null],
  'a cookie of something else': [
    run(given('', { responseHeaders: [['Set-Cookie', 'theme=dark; SameSite=None']] })),
    null,
  ],
  'a client that sends it all the same': [
    run(given('; SameSite=None'), exchange({ number: 2, requestHeaders: [['Cookie', 'connect.sid=s%3Aabc.def']] })),
    null,
  ],
})

/** What a script of another origin gets. */
const fetched = (
  origin: string,
  [allowed, credentials]: readonly [allowed?: string, credentials?: string],
  parts: ExchangeParts = {},
) =>
  exchange({
    line: 'POST /login',
    changes: [change()],
    ...parts,
    requestHeaders: [HOST, HTTPS, ['Origin', origin], ...(parts.requestHeaders ?? [])],
    responseHeaders: [
      ...(allowed === undefined ? [] : [['Access-Control-Allow-Origin', allowed] as const]),
      ...(credentials === undefined ? [] : [['Access-Control-Allow-Credentials', credentials] as const]),
      ...(parts.responseHeaders ?? []),
    ],
  })
const SHOP = 'https://shop.test'

check(corsCredentials, {
  'all origins, and credentials': [run(fetched(SHOP, ['*', 'true'])), 0],
  'the same without a session': [run(fetched(SHOP, ['*', 'true'], { changes: [] })), 0],
  'all origins': [run(fetched(SHOP, ['*'])), 0],
  'all origins, for what needs no session': [run(fetched(SHOP, ['*'], { changes: [] })), null],
  'all origins, for a session that was there': [
    run(fetched(SHOP, ['*'], { changes: [], session: { state: 'found' } })),
    0,
  ],
  'the origin without credentials': [run(fetched(SHOP, [SHOP])), 0],
  'credentials in other words': [run(fetched(SHOP, [SHOP, 'True'])), 0],
  'the origin with credentials': [run(fetched(SHOP, [SHOP, 'true'])), null],
  'the origin with a slash': [run(fetched(SHOP, [`${SHOP}/`, 'true'])), 0],
  'the origin in a list': [run(fetched(SHOP, [`https://a.test, ${SHOP}`, 'true'])), 0],
  'another origin, which is meant': [run(fetched('https://evil.test', [SHOP, 'true'])), null],
  'an app that says nothing of other origins': [run(fetched(SHOP, [])), null],
  'a page of the app itself': [run(fetched('https://api.example', ['*', 'true'])), null],
  'the same behind a proxy that changes Host': [
    run(fetched(SHOP, ['*', 'true'], { requestHeaders: [['Sec-Fetch-Site', 'same-origin']] })),
    null,
  ],
  'a form that is sent': [run(fetched(SHOP, ['*'], { requestHeaders: [['Sec-Fetch-Mode', 'navigate']] })), null],
  'no script': [run(exchange({ responseHeaders: [['Access-Control-Allow-Origin', '*']] })), null],
  'the package cors, in line 7': [
    run(
      fetched(SHOP, ['*', 'true'], {
        layers: [passed({ name: 'corsMiddleware', at: at(7) }), sessionPassed(), passed()],
      }),
    ),
    7,
  ],
})

const other = (origin: string, headers: readonly [allowed?: string, credentials?: string] = [origin, 'true']) =>
  fetched(origin, headers, { number: 2 })

check(corsAnyOrigin, {
  'two sites': [run(fetched(SHOP, [SHOP, 'true']), other('https://other.test')), 0],
  'no site at all': [run(fetched(SHOP, [SHOP, 'true']), other('null')), 0],
  'two of one site': [run(fetched(SHOP, [SHOP, 'true']), other('https://admin.shop.test')), null],
  one: [run(fetched(SHOP, [SHOP, 'true'])), null],
  'without credentials': [run(fetched(SHOP, [SHOP]), other('https://other.test', ['https://other.test'])), null],
  'a third that is not let in': [
    run(fetched(SHOP, [SHOP, 'true']), other('https://other.test'), other('https://third.test', [])),
    null,
  ],
  'a third that is told another': [
    run(fetched(SHOP, [SHOP, 'true']), other('https://other.test'), other('https://third.test', [SHOP, 'true'])),
    null,
  ],
})

const allowed = [SHOP, 'true'] as const
const set = (attributes: string, parts: ExchangeParts = {}) => ({ responseHeaders: [cookie(attributes)], ...parts })

check(cookieNotCrossSite, {
  'no SameSite': [run(fetched(SHOP, allowed, set('; Secure'))), 5],
  Lax: [run(fetched(SHOP, allowed, set('; Secure; SameSite=Lax'))), 5],
  None: [run(fetched(SHOP, allowed, set('; Secure; SameSite=None'))), null],
  'a page of the same site': [
    run(fetched('https://www.api.example', ['https://www.api.example', 'true'], set('; Secure'))),
    null,
  ],
  'a page that is not let in': [run(fetched(SHOP, [], set('; Secure'))), null],
  'a page that is let in without credentials': [run(fetched(SHOP, [SHOP], set('; Secure'))), null],
  'a page while another one is let in': [run(fetched(SHOP, ['https://other.test', 'true'], set('; Secure'))), null],
  'a page of which the browser says that it is of another site': [
    run(
      fetched(
        'https://www.api.example',
        ['https://www.api.example', 'true'],
        set('; Secure', { requestHeaders: [['Sec-Fetch-Site', 'cross-site']] }),
      ),
    ),
    5,
  ],
  'a page of the same site, as the browser says': [
    run(fetched(SHOP, allowed, set('; Secure', { requestHeaders: [['Sec-Fetch-Site', 'same-site']] }))),
    null,
  ],
  'Strict, and a provider that sends its visitor back': [
    run(
      given('; SameSite=Strict'),
      exchange({
        number: 2,
        line: 'GET /callback',
        at: Date.UTC(2026, 0, 1) + 1000,
        requestHeaders: [HOST, ['Sec-Fetch-Site', 'cross-site'], ['Sec-Fetch-Mode', 'navigate']],
        session: { saved: true },
      }),
    ),
    5,
  ],
  'the same with Lax': [
    run(
      given('; SameSite=Lax'),
      exchange({
        number: 2,
        at: Date.UTC(2026, 0, 1) + 1000,
        requestHeaders: [HOST, ['Sec-Fetch-Site', 'cross-site'], ['Sec-Fetch-Mode', 'navigate']],
        session: { saved: true },
      }),
    ),
    null,
  ],
  'a page that only shows something': [
    run(
      given('; SameSite=Strict'),
      exchange({
        number: 2,
        at: Date.UTC(2026, 0, 1) + 1000,
        requestHeaders: [HOST, ['Sec-Fetch-Site', 'cross-site'], ['Sec-Fetch-Mode', 'navigate']],
      }),
    ),
    null,
  ],
})

const FORM: HeaderPair = ['Content-Type', 'application/x-www-form-urlencoded']
const NAVIGATE: HeaderPair = ['Sec-Fetch-Mode', 'navigate']

/** Somebody who has a session comes back from another site, without the cookie. */
const returns = (line: string, parts: ExchangeParts, headers: readonly HeaderPair[] = [NAVIGATE], now = true) =>
  observation({
    exchanges: [
      given('; SameSite=Strict', { line: 'POST /login', changes: [change({ keys: ['user'] })] }),
      exchange({
        number: 2,
        line,
        at: Date.UTC(2026, 0, 1) + 1000,
        ...parts,
        requestHeaders: [HOST, ['Origin', SHOP], ['Sec-Fetch-Site', 'cross-site'], ...headers],
      }),
    ],
    ...(now ? { now: Date.UTC(2026, 0, 2) } : {}),
  })

check(cookieNotCrossSite, {
  'a form of a provider is refused': [returns('POST /callback', { status: 403 }), 5],
  'its state does not fit': [returns('POST /callback', { status: 400 }), 5],
  'it is sent to the login': [
    returns('POST /callback', { status: 302, responseHeaders: [['Location', '/login?again']] }),
    5,
  ],
  'it is sent somewhere else': [
    returns('POST /callback', { status: 302, responseHeaders: [['Location', '/thanks']] }),
    null,
  ],
  'it is sent to no address at all': [
    returns('POST /callback', { status: 302, responseHeaders: [['Location', 'http://']] }),
    null,
  ],
  'the page does not exist': [returns('GET /nowhere', { status: 404 }), null],
  'it is taken': [returns('POST /callback', {}), null],
  'no answer yet': [returns('POST /callback', { status: null }), null],
  'a script, not let in by CORS': [returns('POST /callback', { status: 403 }, [['Sec-Fetch-Mode', 'cors']]), null],
  'an old browser with a form': [returns('POST /callback', { status: 403 }, [FORM]), 5],
  'an old browser with a script': [returns('POST /callback', { status: 403 }, []), null],
  'a link in an old browser': [returns('GET /callback', { status: 401 }, []), 5],
  'a run that was set up to be refused': [returns('POST /callback', { status: 403 }, [NAVIGATE], false), null],
})

test('what the cookie says of other sites is told', () => {
  const says = (attributes: string) => cookieNotCrossSite.find(run(fetched(SHOP, allowed, set(attributes))))?.message
  expect(says('; Secure')).toContain('it has no SameSite, which counts as Lax')
  expect(says('; Secure; SameSite=Strict')).toContain('its SameSite is strict')
})
