import { RedisStore } from 'connect-redis'
import type { CookieOptions } from 'express-session'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { compareWithStore } from '../../src/cookie/findings/agreement.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { temporaryFolder } from '../support/run.ts'
import { connectClient, hasRedis, startRedis } from './redis-server.ts'
import { count, fileStore, serve, type Answer } from './server.ts'

// Holds what src/cookie/findings/agreement.ts says about express-session, with real sessions in real stores.

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_789 }))
afterEach(() => void vi.useRealTimers())

const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)

/** What a Set-Cookie line and the session that is stored now say about each other. */
async function compare(location: string, { id, attributes }: Answer) {
  const store = await openStore(location, { prefix: 'sess:', nodePath: process.execPath })
  const found = compareWithStore(attributes, await store.find(id), Date.now())
  store.close()
  return found.map(({ code }) => code)
}

/** An app with session-file-store, and how a cookie of its compares. */
async function withFiles(options: { cookie?: CookieOptions; rolling?: boolean; saveUninitialized?: boolean } = {}) {
  const folder = temporaryFolder()
  const visit = await serve({ store: fileStore(folder), proxy: true, ...options })
  return { folder, visit, compare: (cookie: Answer) => compare(`file:${folder}`, cookie) }
}

test.each<[string, CookieOptions]>([
  ['nothing', {}],
  ['maxAge', { maxAge: HOUR }],
  ['an odd maxAge', { maxAge: 123_457.5 }],
  ['expires', { expires: new Date(1_800_000_000_789 + HOUR) }],
  [
    'everything',
    {
      path: '/',
      domain: '.Example.COM',
      httpOnly: true,
      secure: true,
      sameSite: 'none',
      partitioned: true,
      priority: 'high',
    },
  ],
  ['the least', { httpOnly: false, secure: false, sameSite: false }],
  ['sameSite: true', { sameSite: true }],
  ['sameSite: lax', { sameSite: 'lax' }],
  ['secure and sameSite: auto', { secure: 'auto', sameSite: 'auto' as 'lax' }],
])('a fresh cookie agrees with the session, with %s', async (_, cookie) => {
  const app = await withFiles({ cookie })
  const fresh = await app.visit(null, count)
  expect(fresh.attributes).not.toBeNull()
  expect(await app.compare(fresh)).toEqual(fresh.attributes?.['Expires'] === undefined ? ['no-expires'] : [])
})

test('not in the store: express-session gives the visitor a new id', async () => {
  const app = await withFiles()
  const answer = await app.visit('unknown', count)
  expect(answer.id).not.toBe('unknown')
  expect(await app.compare({ ...answer, id: 'unknown' })).toEqual(['not-in-store'])
})

test.each<[string, CookieOptions, string[]]>([
  ['by the ttl of the store', {}, ['expired-in-store', 'no-expires']],
  ['by maxAge', { maxAge: HOUR }, ['expired-in-store', 'cookie-expired']],
])('ended %s: express-session gives the visitor a new id', async (_, cookie, expected) => {
  const app = await withFiles({ cookie })
  const answer = await app.visit(null, count)
  pass(HOUR + 1)
  expect(await app.compare(answer)).toEqual(expected)
  expect((await app.visit(answer.id)).id).not.toBe(answer.id)
})

describe('rolling', () => {
  test('false: a visit moves the end in the store and sends no Set-Cookie, until the browser has no cookie any more', async () => {
    const app = await withFiles({ cookie: { maxAge: HOUR } })
    const first = await app.visit(null, count)
    pass(40 * MINUTE)
    expect(await app.visit(first.id)).toMatchObject({ id: first.id, attributes: null })
    expect(await app.compare(first)).toEqual(['store-outlives-cookie'])
    pass(40 * MINUTE)
    expect(await app.compare(first)).toEqual(['cookie-expired', 'store-outlives-cookie'])
    // express-session does not look at Expires.
    expect((await app.visit(first.id)).id).toBe(first.id)
  })

  test('true: a visit sends Set-Cookie, and both agree', async () => {
    const app = await withFiles({ cookie: { maxAge: HOUR }, rolling: true })
    const first = await app.visit(null, count)
    pass(40 * MINUTE)
    const second = await app.visit(first.id)
    expect(second.attributes).not.toBeNull()
    expect(await app.compare(second)).toEqual([])
  })
})

describe('a maxAge that the server changes', () => {
  const shorten = (request: Parameters<typeof count>[0]) => void (request.session.cookie.maxAge = 10 * MINUTE)

  test('alone, with rolling: true: a Set-Cookie goes out, and both agree', async () => {
    const app = await withFiles({ cookie: { maxAge: HOUR }, rolling: true })
    const first = await app.visit(null, count)
    const second = await app.visit(first.id, shorten)
    expect(second.attributes).not.toBeNull()
    expect(await app.compare(second)).toEqual([])
  })

  test('alone: no Set-Cookie goes out, and the session ends before the cookie', async () => {
    const app = await withFiles({ cookie: { maxAge: HOUR } })
    const first = await app.visit(null, count)
    expect(await app.visit(first.id, shorten)).toMatchObject({ attributes: null })
    expect(await app.compare(first)).toEqual(['cookie-outlives-store'])
    pass(10 * MINUTE + 1)
    expect((await app.visit(first.id)).id).not.toBe(first.id)
  })

  test('together with data: Set-Cookie goes out, and both agree', async () => {
    const app = await withFiles({ cookie: { maxAge: HOUR } })
    const first = await app.visit(null, count)
    const second = await app.visit(first.id, (request) => {
      shorten(request)
      count(request)
    })
    expect(second.attributes).not.toBeNull()
    expect(await app.compare(second)).toEqual([])
  })
})

test('without Expires the store counts from the last visit, and with maxAge both end together', async () => {
  const app = await withFiles()
  const { id } = await app.visit(null, count)
  pass(40 * MINUTE)
  await app.visit(id)
  pass(40 * MINUTE)
  expect((await app.visit(id)).id).toBe(id)
})

describe('attributes', () => {
  test('differ where the server changes req.session.cookie after Set-Cookie was sent', async () => {
    const app = await withFiles()
    const first = await app.visit(null, count)
    const second = await app.visit(first.id, ({ session }) => {
      session.cookie.sameSite = 'strict'
      session.cookie.httpOnly = false
    })
    expect(second.attributes).toBeNull()
    expect(await app.compare(first)).toEqual(['attribute-differs', 'attribute-differs', 'no-expires'])
  })

  test('come from the session, not from the options of today', async () => {
    const app = await withFiles({ cookie: { sameSite: 'lax' } })
    const { id } = await app.visit(null, count)
    const cookie: CookieOptions = { sameSite: 'strict', domain: 'example.org' }
    const today = await serve({ store: fileStore(app.folder), cookie, rolling: true })
    const answer = await today(id)
    expect(answer.attributes).toEqual({ Path: '/', HttpOnly: true, SameSite: 'Lax' })
    expect(await app.compare(answer)).toEqual(['no-expires'])
  })

  test('never hold Max-Age', async () => {
    const app = await withFiles({ cookie: { maxAge: HOUR } })
    const { attributes } = await app.visit(null, count)
    expect(Object.keys(attributes ?? {})).toEqual(['Path', 'Expires', 'HttpOnly'])
  })
})

test('saveUninitialized: true stores sessions with nothing in them, false stores none', async () => {
  const [keen, calm] = [await withFiles({ saveUninitialized: true }), await withFiles({ saveUninitialized: false })]
  expect(await keen.compare(await keen.visit())).toEqual(['no-expires', 'no-data'])
  expect(await calm.compare(await calm.visit())).toEqual(['not-in-store'])
})

describe.skipIf(!hasRedis)('connect-redis', () => {
  async function withRedis(options: { disableTTL?: boolean; cookie?: CookieOptions }) {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    const location = `redis://127.0.0.1:${redis.port}`
    const client = await connectClient(location)
    onTestFinished(() => client.destroy())
    const { disableTTL = false, cookie = {} } = options
    const visit = await serve({ store: new RedisStore({ client, disableTTL }), cookie })
    return { visit, compare: (answer: Answer) => compare(location, answer) }
  }

  test('a fresh cookie agrees, and rolling: false leaves the same gap', async () => {
    const app = await withRedis({ cookie: { maxAge: HOUR } })
    const first = await app.visit(null, count)
    expect(await app.compare(first)).toEqual([])
    pass(40 * MINUTE)
    expect(await app.visit(first.id)).toMatchObject({ id: first.id, attributes: null })
    expect(await app.compare(first)).toEqual(['store-outlives-cookie'])
  })

  test('disableTTL: kept forever', async () => {
    const app = await withRedis({ disableTTL: true, cookie: { maxAge: HOUR } })
    expect(await app.compare(await app.visit(null, count))).toEqual(['kept-forever'])
  })
})
