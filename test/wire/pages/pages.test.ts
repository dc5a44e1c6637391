import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createBrowsers, type RequestPlan } from '../../../src/wire/client.ts'
import { knownAs } from '../../../src/wire/known-as.ts'
import { lightClient } from '../../../src/wire/light-client.ts'
import { ownCertificate } from '../../../src/wire/proxy/own-certificate.ts'
import { through } from '../../../src/wire/through.ts'
import type { PagePlan } from '../../../src/wire/pages/page.ts'
import { createPages, type Pages } from '../../../src/wire/pages/pages.ts'
import { browserHere, chromiumFile, leftOut } from '../../support/real-browser.ts'

type Scheme = 'http' | 'https'

const CERTIFICATE = ownCertificate()

/** What a request asks to be answered with, in its address. */
interface Asked {
  /** `echo` sends the Origin back. */
  readonly origin?: 'echo' | '*'
  readonly credentials?: true
  readonly headers?: true
  /** A Set-Cookie line. */
  readonly cookie?: string
}

/** A server that answers as it is asked, and remembers what came: method, cookies and where from. */
async function serve(scheme: Scheme) {
  const came: string[] = []
  const answer: http.RequestListener = (request, response) => {
    const asked = new URL(request.url ?? '', 'http://localhost').searchParams
    const { origin = '', cookie, 'sec-fetch-site': site } = request.headers
    came.push(`${request.method} ${cookie ?? 'no cookie'} ${String(site)}`)
    const allowed = asked.get('origin')
    if (allowed !== null) response.setHeader('Access-Control-Allow-Origin', allowed === 'echo' ? origin : allowed)
    if (asked.has('credentials')) response.setHeader('Access-Control-Allow-Credentials', 'true')
    if (asked.has('headers')) response.setHeader('Access-Control-Allow-Headers', 'content-type')
    const set = asked.get('cookie')
    if (set !== null && request.method !== 'OPTIONS') response.setHeader('Set-Cookie', set)
    response.end('{}')
  }
  const server = scheme === 'https' ? https.createServer({ ...CERTIFICATE }, answer) : http.createServer(answer)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { came, api: `${scheme}://localhost:${(server.address() as AddressInfo).port}` }
}

const plan = (asked: Asked, details: Partial<RequestPlan> = {}): RequestPlan => ({
  method: 'GET',
  path: `/?${new URLSearchParams(Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)])).toString()}`,
  headers: {},
  body: null,
  ...details,
})

const on = (host: string, details: Partial<PagePlan> = {}): PagePlan => ({
  host,
  by: 'script',
  credentials: 'include',
  movesClock: false,
  ...details,
})

const HERE = on('localhost')
const ELSEWHERE = on('127.0.0.1')
const BLOCKED = on('127.0.0.1', { blocksThirdParty: true })
const OPEN: Asked = { origin: 'echo', credentials: true }

type Sent = readonly [PagePlan, RequestPlan, boolean | null, ...string[]]

/** What a page sends, and then: whether its script may read the answer, and what came to the server. */
const STORIES: readonly (readonly [title: string, scheme: Scheme, story: readonly Sent[]])[] = [
  [
    'without credentials nothing is kept, and nothing is sent',
    'http',
    [
      [
        on('localhost', { credentials: 'same-origin' }),
        plan({ ...OPEN, cookie: 'a=1' }),
        true,
        'GET no cookie same-site',
      ],
      [HERE, plan({ ...OPEN, cookie: 'a=2' }), true, 'GET no cookie same-site'],
      [on('localhost', { credentials: 'same-origin' }), plan(OPEN), true, 'GET no cookie same-site'],
      [HERE, plan(OPEN), true, 'GET a=2 same-site'],
    ],
  ],
  [
    'a cookie is kept though the answer may not be read',
    'http',
    [
      [HERE, plan({ origin: '*', cookie: 'a=1' }), false, 'GET no cookie same-site'],
      [HERE, plan({}), false, 'GET a=1 same-site'],
    ],
  ],
  [
    'JSON is asked about first, without cookies',
    'http',
    [
      [HERE, plan({ ...OPEN, cookie: 'a=1' }), true, 'GET no cookie same-site'],
      [HERE, plan(OPEN, { method: 'POST', body: {} }), false, 'OPTIONS no cookie same-site'],
      [
        HERE,
        plan({ ...OPEN, headers: true }, { method: 'POST', body: {} }),
        true,
        'OPTIONS no cookie same-site',
        'POST a=1 same-site',
      ],
    ],
  ],
  [
    'two ports are one site',
    'http',
    [
      [HERE, plan({ ...OPEN, cookie: 'a=1; SameSite=Strict' }), true, 'GET no cookie same-site'],
      [HERE, plan(OPEN), true, 'GET a=1 same-site'],
    ],
  ],
  [
    'localhost and 127.0.0.1 are two',
    'http',
    [
      [ELSEWHERE, plan({ ...OPEN, cookie: 'a=1' }), true, 'GET no cookie cross-site'],
      [ELSEWHERE, plan({ ...OPEN, cookie: 'b=1; SameSite=Lax' }), true, 'GET no cookie cross-site'],
      [HERE, plan(OPEN), true, 'GET no cookie same-site'],
    ],
  ],
  [
    'SameSite=None is dropped without Secure',
    'http',
    [
      [HERE, plan({ ...OPEN, cookie: 'a=1; SameSite=None' }), true, 'GET no cookie same-site'],
      [HERE, plan(OPEN), true, 'GET no cookie same-site'],
    ],
  ],
  [
    'a link of another site brings what is Lax, and a new form what says nothing',
    'http',
    [
      [HERE, plan({ ...OPEN, cookie: 'strict=1; SameSite=Strict' }), true, 'GET no cookie same-site'],
      [HERE, plan({ ...OPEN, cookie: 'lax=1; SameSite=Lax' }), true, 'GET strict=1 same-site'],
      [HERE, plan({ ...OPEN, cookie: 'none=1' }), true, 'GET strict=1; lax=1 same-site'],
      [on('127.0.0.1', { by: 'link' }), plan({}), null, 'GET lax=1; none=1 cross-site'],
      [on('127.0.0.1', { by: 'form' }), plan({}, { method: 'POST' }), null, 'POST none=1 cross-site'],
      [ELSEWHERE, plan(OPEN), true, 'GET no cookie cross-site'],
    ],
  ],
  [
    'over https SameSite=None with Secure goes from site to site, and Lax does not',
    'https',
    [
      [ELSEWHERE, plan({ ...OPEN, cookie: 'lax=1; SameSite=Lax; Secure' }), true, 'GET no cookie cross-site'],
      [ELSEWHERE, plan({ ...OPEN, cookie: 'none=1; SameSite=None; Secure' }), true, 'GET no cookie cross-site'],
      [ELSEWHERE, plan(OPEN), true, 'GET none=1 cross-site'],
      [HERE, plan(OPEN), true, 'GET none=1 same-site'],
    ],
  ],
  [
    'a browser that blocks third-party cookies neither keeps them nor sends them, but for those of its own pages and links',
    'https',
    [
      [HERE, plan({ ...OPEN, cookie: 'a=1; SameSite=None; Secure' }), true, 'GET no cookie same-site'],
      [BLOCKED, plan({ ...OPEN, cookie: 'b=1; SameSite=None; Secure' }), true, 'GET no cookie cross-site'],
      [BLOCKED, plan(OPEN), true, 'GET no cookie cross-site'],
      [HERE, plan(OPEN), true, 'GET a=1 same-site'],
      [{ ...BLOCKED, by: 'link' }, plan({}), null, 'GET a=1 cross-site'],
    ],
  ],
  [
    'what is Partitioned goes where it came from, blocked or not, and nowhere else',
    'https',
    [
      [BLOCKED, plan({ ...OPEN, cookie: 'a=1; SameSite=None; Secure; Partitioned' }), true, 'GET no cookie cross-site'],
      [BLOCKED, plan(OPEN), true, 'GET a=1 cross-site'],
      [ELSEWHERE, plan(OPEN), true, 'GET a=1 cross-site'],
      [HERE, plan(OPEN), true, 'GET no cookie same-site'],
      [HERE, plan({ ...OPEN, cookie: 'a=2; SameSite=None; Secure; Partitioned' }), true, 'GET no cookie same-site'],
      [HERE, plan(OPEN), true, 'GET a=2 same-site'],
      [ELSEWHERE, plan(OPEN), true, 'GET a=1 cross-site'],
      [on('127.0.0.1', { by: 'link' }), plan({}), null, 'GET a=2 cross-site'],
    ],
  ],
]

const here = chromiumFile === undefined ? undefined : browserHere()

/** @param api over https its certificate is trusted */
function ownPages(api: string): Pages {
  const { port, protocol } = new URL(api)
  const origin = `${protocol}//127.0.0.1:${port}`
  const agent = protocol === 'https:' ? new https.Agent({ ca: CERTIFICATE.cert }) : undefined
  const browsers = createBrowsers(
    knownAs(
      through(lightClient, () => ({ origin, agent })),
      () => origin,
    ),
  )
  return createPages(() => browsers)
}

describe.each([
  { who: 'the tutor', pages: ownPages, isHere: true },
  {
    who: `Chromium${leftOut}`,
    pages: () => createPages(() => createBrowsers(lightClient), here),
    isHere: here !== undefined,
  },
])('pages in a browser that $who plays', ({ pages: create, isHere }) => {
  test.skipIf(!isHere).each(STORIES)('%s, over %s', async (_, scheme, story) => {
    const { came, api } = await serve(scheme)
    const pages = create(api)
    try {
      for (const [page, request, isRead, ...expected] of story) {
        came.length = 0
        const { reading } = await pages.send(api, 'Ada', request, page, 20_000)
        expect(came).toEqual(expected)
        expect(reading && reading.ok).toBe(isRead)
      }
    } finally {
      await pages.close()
    }
  })
})

test.skipIf(!here)(`each browser has cookies of its own, and forgets them${leftOut}`, async () => {
  const { came, api } = await serve('http')
  const pages = createPages(() => createBrowsers(lightClient), here)
  onTestFinished(() => pages.close())
  await pages.send(api, 'Ada', plan({ ...OPEN, cookie: 'a=1' }), HERE, 20_000)
  await pages.send(api, 'Ben', plan(OPEN), HERE, 20_000)
  await pages.send(api, 'Ada', plan(OPEN), HERE, 20_000)
  await pages.forget()
  await pages.send(api, 'Ada', plan(OPEN), HERE, 20_000)
  expect(came.map((line) => line.split(' ')[1])).toEqual(['no', 'no', 'a=1', 'no'])
})

test.skipIf(!here)(`a real browser has time to start, where an answer may never come${leftOut}`, async () => {
  const { api } = await serve('http')
  const pages = createPages(() => createBrowsers(lightClient), here)
  onTestFinished(() => pages.close())
  const { client, reading } = await pages.send(api, 'Ada', plan(OPEN), HERE, 1)
  expect({ client, reading }).toEqual({ client: 'chromium', reading: { ok: true } })
})
