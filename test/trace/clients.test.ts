import { expect, test } from 'vitest'
import type { HeaderPair } from '../../src/observe/observation.ts'
import { createClients } from '../../src/trace/clients.ts'
import { exchange } from '../support/observations.ts'

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const CURL = 'curl/8.5.0'

/** A request: by whom, with which cookie, at which host; and the Set-Cookie line of its answer. */
interface Row {
  readonly agent?: string
  readonly cookie?: string
  readonly host?: string
  readonly path?: string
  readonly sets?: string
  readonly method?: string
  /** Milliseconds after the first. */
  readonly after?: number
  readonly headers?: readonly HeaderPair[]
}

/** Who sent each of these, by the names that they get. */
function names(rows: readonly Row[], cookieNames: readonly string[] = ['connect.sid']): readonly string[] {
  const clients = createClients()
  return rows.map(
    ({ agent, cookie, host = 'localhost:3000', path = '/', sets, method = 'GET', after = 0, headers = [] }, index) => {
      const requestHeaders: HeaderPair[] = [['Host', host], ...headers]
      if (agent !== undefined) requestHeaders.push(['User-Agent', agent])
      if (cookie !== undefined) requestHeaders.push(['Cookie', cookie])
      const responseHeaders: HeaderPair[] = sets === undefined ? [] : [['Set-Cookie', sets]]
      const facts = exchange({
        number: index + 1,
        line: `${method} ${path}`,
        at: AT + after,
        requestHeaders,
        responseHeaders,
      })
      const client = clients.of(facts, cookieNames)
      clients.answered(client, facts, cookieNames)
      return client.name
    },
  )
}

const AT = Date.UTC(2026, 0, 1)
const FETCHED: readonly HeaderPair[] = [
  ['Origin', 'http://localhost:5173'],
  ['Sec-Fetch-Site', 'same-site'],
  ['Sec-Fetch-Mode', 'cors'],
]
const MANIFEST: readonly HeaderPair[] = [
  ['Sec-Fetch-Site', 'same-origin'],
  ['Sec-Fetch-Mode', 'cors'],
  ['Sec-Fetch-Dest', 'manifest'],
]
const A = 'connect.sid=s%3Aaaaa.1'
const B = 'connect.sid=s%3Abbbb.2'
const set = (pair: string, rest = 'Path=/; HttpOnly') => `${pair}; ${rest}`

test.each<[string, readonly Row[], readonly string[]]>([
  ['nobody has a name', [{}, {}], ['a client without a name 1', 'a client without a name 1']],
  ['two browsers', [{ agent: CHROME }, { agent: FIREFOX }], ['Chrome 1', 'Firefox 1']],
  [
    'a browser that comes back with its cookie',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, cookie: A },
    ],
    ['Chrome 1', 'Chrome 1'],
  ],
  [
    'curl, which keeps no cookies, is one client',
    [
      { agent: CURL, sets: set(A) },
      { agent: CURL, sets: set(B) },
    ],
    ['curl 1', 'curl 1'],
  ],
  [
    'a page and what it loads at once, before any cookie came',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, path: '/a.css', sets: set(B) },
      { agent: CHROME, cookie: B },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 1'],
  ],
  [
    'a private window beside a browser that has shown that it keeps its cookie',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, cookie: A },
      { agent: CHROME, sets: set(B) },
      { agent: CHROME, cookie: B },
      { agent: CHROME, cookie: A },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 2', 'Chrome 2', 'Chrome 1'],
  ],
  [
    'a browser whose cookie is for another name of this machine',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, cookie: A },
      { agent: CHROME, host: '127.0.0.1:3000' },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 1'],
  ],
  [
    'a page of another origin that reads without credentials as well, and its manifest',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, cookie: A, after: 100 },
      { agent: CHROME, headers: FETCHED, after: 200 },
      { agent: CHROME, method: 'OPTIONS', headers: FETCHED, after: 200 },
      { agent: CHROME, headers: [['Origin', 'http://localhost:5173']], after: 200 },
      { agent: CHROME, headers: MANIFEST, after: 200 },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 1', 'Chrome 1', 'Chrome 1', 'Chrome 1'],
  ],
  [
    'such a page in a private window: much later, at its own origin, and at its login',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, cookie: A, after: 100 },
      { agent: CHROME, headers: FETCHED, after: 9000, sets: set(B) },
      { agent: CHROME, cookie: B, after: 9000 },
      {
        agent: CHROME,
        headers: [
          ['Sec-Fetch-Site', 'same-origin'],
          ['Sec-Fetch-Mode', 'cors'],
        ],
        after: 9100,
      },
      { agent: CHROME, cookie: A, after: 9200 },
      { agent: CHROME, method: 'POST', headers: FETCHED, after: 9300 },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 2', 'Chrome 2', 'Chrome 3', 'Chrome 1', 'Chrome 3'],
  ],
  [
    'a browser whose cookie is for another path',
    [
      { agent: CHROME, path: '/app', sets: set(A, 'Path=/app') },
      { agent: CHROME, path: '/app', cookie: A },
      { agent: CHROME, path: '/' },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 1'],
  ],
  [
    'a login that gives the session another id',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, cookie: A, sets: set(B) },
      { agent: CHROME, cookie: B },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 1'],
  ],
  [
    'a cookie from before, and the same copied by another program',
    [
      { agent: CHROME, cookie: A },
      { agent: CURL, cookie: A },
      { agent: CHROME, cookie: A },
    ],
    ['Chrome 1', 'curl 1', 'Chrome 1'],
  ],
  [
    'two browsers of one kind, each with a cookie from before',
    [
      { agent: CHROME, cookie: A },
      { agent: CHROME, cookie: B },
    ],
    ['Chrome 1', 'Chrome 2'],
  ],
  [
    'a browser whose cookie was taken away',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, cookie: A, sets: set('connect.sid=', 'Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT') },
      { agent: CHROME, sets: set(B) },
      { agent: CHROME, cookie: B },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 1', 'Chrome 1'],
  ],
  [
    'a request that still brings the cookie of before a login',
    [
      { agent: CHROME, sets: set(A) },
      { agent: CHROME, cookie: A, sets: set(B) },
      { agent: CHROME, cookie: A },
      { agent: CHROME, cookie: B },
    ],
    ['Chrome 1', 'Chrome 1', 'Chrome 1', 'Chrome 1'],
  ],
  [
    'other cookies do not count',
    [
      { agent: CHROME, cookie: 'theme=dark', sets: set(A) },
      { agent: CHROME, cookie: `theme=dark; ${A}` },
    ],
    ['Chrome 1', 'Chrome 1'],
  ],
])('%s', (_, rows, expected) => {
  expect(names(rows)).toEqual(expected)
})

test('the cookie of the app counts, whatever it is called', () => {
  const rows = [
    { agent: CHROME, sets: set('shop=1.2') },
    { agent: CHROME, cookie: 'shop=1.2' },
    { agent: CHROME, cookie: 'connect.sid=1' },
  ]
  expect(names(rows, ['shop'])).toEqual(['Chrome 1', 'Chrome 1', 'Chrome 2'])
})
