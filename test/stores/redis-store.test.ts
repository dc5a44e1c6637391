import { RedisStore } from 'connect-redis'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openStore } from '../../src/stores/open-store.ts'
import { connectClient, hasRedis, startRedis, type RedisServer } from './redis-server.ts'
import { count, serve } from './server.ts'
import { twoSentences } from './two-sentences.ts'

// With a real Redis, and sessions written by a real connect-redis.

const DAY = 86_400_000

const open = (location: string, prefix: string | null = 'sess:') =>
  openStore(location, { prefix, nodePath: process.execPath })

/** Looks one id up. */
async function find(location: string, id: string, prefix: string | null = 'sess:') {
  const store = await open(location, prefix)
  try {
    return await store.find(id)
  } finally {
    store.close()
  }
}

afterEach(() => void vi.useRealTimers())

describe.skipIf(!hasRedis)('a real Redis', () => {
  let redis: RedisServer
  let location = ''
  let client: Awaited<ReturnType<typeof connectClient>>

  beforeAll(async () => {
    redis = await startRedis()
    location = `redis://127.0.0.1:${redis.port}`
    client = await connectClient(location)
  })

  afterAll(async () => {
    client?.destroy()
    await redis?.stop()
  })

  test('a session without maxAge', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
    const visit = await serve({ store: new RedisStore({ client }) })
    const { id } = await visit(null, count)
    const stored = await find(location, id)
    expect(stored).toMatchObject({
      writtenBy: 'connect-redis',
      key: `sess:${id}`,
      session: { cookie: { originalMaxAge: null, expires: null, httpOnly: true, path: '/' }, visits: 1 },
      touchedAssumes: 'ttl 86400 s, the default',
      expiryAssumes: null,
    })
    expectWithinAMinute(stored?.expiresAt, Date.now() + DAY)
    expectWithinAMinute(stored?.touchedAt, Date.now())
  })

  test('with maxAge, the TTL is that of the cookie, and every visit moves it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
    const visit = await serve({ store: new RedisStore({ client }), cookie: { maxAge: DAY / 2 } })
    const { id } = await visit(null, count)
    const written = await find(location, id)
    expect(written).toMatchObject({ touchedAssumes: 'no ttl function', expiryAssumes: null })
    expectWithinAMinute(written?.expiresAt, Date.now() + DAY / 2)
    vi.setSystemTime(Date.now() + DAY / 4)
    await visit(id)
    const touched = await find(location, id)
    expectWithinAMinute(touched?.expiresAt, Date.now() + DAY / 2)
    expectWithinAMinute(touched?.touchedAt, Date.now())
    // The text itself is as it was: touch() moves the TTL and nothing else.
    expect(touched?.session).toEqual(written?.session)
  })

  test('a longer ttl than the default: when it was touched is not known', async () => {
    const visit = await serve({ store: new RedisStore({ client, ttl: (7 * DAY) / 1000 }) })
    const { id } = await visit(null, count)
    expect(await find(location, id)).toMatchObject({ touchedAt: null, touchedAssumes: null })
  })

  test('disableTTL: no end', async () => {
    const visit = await serve({ store: new RedisStore({ client, disableTTL: true }), cookie: { maxAge: 5000 } })
    const { id } = await visit(null, count)
    expect(await find(location, id)).toMatchObject({ touchedAt: null, expiresAt: null, expiryAssumes: null })
  })

  test.each(['app:', ''])('with the prefix %j', async (prefix) => {
    const visit = await serve({ store: new RedisStore({ client, prefix }) })
    const { id } = await visit(null, count)
    const found = await find(location, id, prefix)
    expect(found).toMatchObject({ key: prefix + id, session: { visits: 1 } })
    expect(found).not.toHaveProperty('otherKey')
    const otherKey = { option: 'prefix', value: prefix, isDenied: false }
    expect(await find(location, id, null)).toMatchObject({ key: prefix + id, session: { visits: 1 }, otherKey })
    const denied = { ...otherKey, isDenied: true }
    expect(await find(location, id, 'other:')).toMatchObject({ key: prefix + id, otherKey: denied })
  })

  test('one key among many, with signs in the id that mean something in a pattern', async () => {
    const id = 'a*b?c[d]e\\f^g-h'
    const keys = Array.from({ length: 25_000 }, (_, i) => [`app:${i}:aXbXc[d]e\\f^g-h`, '{"cookie":{}}'] as const)
    await client.mSet(Object.fromEntries(keys))
    expect(await find(location, id, null)).toBeNull()
    await client.set(`app:${id}`, '{"cookie":{},"b":1}')
    expect(await find(location, id, null)).toMatchObject({ session: { b: 1 }, otherKey: { value: 'app:' } })
  })

  test('keys of something else, and of a longer id, are left alone', async () => {
    await client.set('sess:long-enough-other', '{"cookie":{}}')
    await client.set('text:enough-text', 'no session')
    await client.set('ab', '{"cookie":{}}')
    for (const id of ['nough-other', 'enough-text', 'b', 'enough-o?her'])
      expect(await find(location, id, null)).toBeNull()
  })

  test('an id beyond ASCII, and one with line ends', async () => {
    for (const id of ['é☃😀', 'a\r\nGET b\r\n', '../x']) {
      const visit = await serve({ store: new RedisStore({ client }), genid: () => id })
      await visit(null, count)
      expect(await find(location, id)).toMatchObject({ key: `sess:${id}`, session: { visits: 1 } })
    }
  })

  test('nothing under this id, and an empty text, which connect-redis takes for nothing', async () => {
    await client.set('sess:empty', '')
    expect(await find(location, 'unknown')).toBeNull()
    expect(await find(location, 'empty')).toBeNull()
    expect(
      await new Promise((resolve) => void new RedisStore({ client }).get('empty', (_, session) => resolve(session))),
    ).toBeNull()
  })

  test('another database', async () => {
    await client.set('sess:a', '{"cookie":{},"in":0}')
    expect(await find(`${location}/3`, 'a')).toBeNull()
    const third = await connectClient(`${location}/3`)
    onTestFinished(() => third.destroy())
    await third.set('sess:a', '{"cookie":{},"in":3}')
    expect(await find(`${location}/3`, 'a')).toMatchObject({ session: { in: 3 } })
    await expect(find(`${location}/99`, 'a').catch(twoSentences)).resolves.toMatch(/DB index is out of range/)
  })

  test.skipIf(process.platform === 'win32')('over its socket, and by the name localhost', async () => {
    await client.set('sess:b', '{"cookie":{},"b":1}')
    expect(await find(`unix:${redis.socket}`, 'b')).toMatchObject({ session: { b: 1 } })
    expect(await find(`unix://${redis.socket}?db=5`, 'b')).toBeNull()
    expect(await find(`redis://LOCALHOST:${redis.port}`, 'b')).toMatchObject({ session: { b: 1 } })
  })

  test('a large session arrives whole', async () => {
    const text = 'é☃😀'.repeat(400_000)
    await client.set('sess:large', JSON.stringify({ cookie: {}, text }))
    expect((await find(location, 'large'))?.session['text']).toBe(text)
  })

  test('one of more than 10 MB is not read', async () => {
    await client.set('sess:huge', 'x'.repeat(11 * 1024 * 1024))
    await expect(find(location, 'huge').catch(twoSentences)).resolves.toMatch(/larger than 10 MB/)
  })

  test('what is no session', async () => {
    await client.lPush('sess:list', 'a')
    await client.set('sess:text', 'a')
    await client.set('sess:object', '{"user":1}')
    await expect(find(location, 'list').catch(twoSentences)).resolves.toMatch(/WRONGTYPE.*\n.*--prefix/)
    await expect(find(location, 'text').catch(twoSentences)).resolves.toMatch(/"sess:text" does not hold JSON/)
    await expect(find(location, 'object').catch(twoSentences)).resolves.toMatch(/no `cookie` object/)
  })

  test('sends nothing that writes', async () => {
    await client.set('sess:seen', '{"cookie":{}}', { expiration: { type: 'EX', value: 1000 } })
    await client.configSet('requirepass', 'hunter2')
    onTestFinished(async () => void (await client.configSet('requirepass', '')))
    const monitor = await connectClient(`redis://:hunter2@127.0.0.1:${redis.port}`)
    onTestFinished(() => monitor.destroy())
    const commands: string[] = []
    await monitor.monitor((line) => commands.push(line))
    await find(`redis://:hunter2@127.0.0.1:${redis.port}/0`, 'seen')
    await find(`redis://default:hunter2@127.0.0.1:${redis.port}/4`, 'seen')
    await find(`redis://default:hunter2@127.0.0.1:${redis.port}/4`, 'not-there')
    // MONITOR tells in order, so when this is seen everything before it is.
    await client.echo('last')
    await vi.waitUntil(() => commands.some((line) => line.includes('"last"')))
    expect(commands.map((line) => line.replace(/^.*?\] /, ''))).toEqual([
      '"AUTH" "(redacted)"',
      '"GET" "sess:seen"',
      '"PTTL" "sess:seen"',
      '"AUTH" "(redacted)" "(redacted)"',
      '"SELECT" "4"',
      '"GET" "sess:seen"',
      '"PTTL" "sess:seen"',
      '"AUTH" "(redacted)" "(redacted)"',
      '"SELECT" "4"',
      '"GET" "sess:not-there"',
      '"PTTL" "sess:not-there"',
      '"AUTH" "(redacted)" "(redacted)"',
      '"SELECT" "4"',
      '"SCAN" "0" "MATCH" "*not\\\\-there" "COUNT" "10000"',
      '"ECHO" "last"',
    ])
  })
})

describe.skipIf(!hasRedis)('signing in', () => {
  const ODD = 'p@ss:w/rd #%é'
  let redis: RedisServer

  beforeAll(async () => {
    redis = await startRedis('--requirepass', ODD)
    const client = await connectClient(`redis://:${encodeURIComponent(ODD)}@127.0.0.1:${redis.port}`)
    await client.aclSetUser('ada', ['on', '>hunter2', '~app:*', '+get', '+pttl'])
    for (const key of ['sess:a', 'app:a']) await client.set(key, '{"cookie":{}}')
    client.destroy()
  })

  afterAll(async () => redis?.stop())

  test.each([
    ['the password', `:${encodeURIComponent(ODD)}@`, 'sess:', /found/],
    ['user and password', `default:${encodeURIComponent(ODD)}@`, 'sess:', /found/],
    ['a user with few rights', 'ada:hunter2@', 'app:', /found/],
    ['a user with too few rights', 'ada:hunter2@', 'sess:', /NOPERM/],
    ['no password', '', 'sess:', /wants a password: "NOAUTH/],
    ['a wrong password', ':hunter3@', 'sess:', /does not take this user and password \(WRONGPASS\)/],
    ['an unknown user', 'eve:hunter2@', 'sess:', /does not take this user and password \(WRONGPASS\)/],
  ])('with %s', async (_, signIn, prefix, expected) => {
    const found = find(`redis://${signIn}127.0.0.1:${redis.port}`, 'a', prefix)
    const told = await found.then((stored) => (stored ? 'found' : 'nothing'), twoSentences)
    expect(told).toMatch(expected)
    expect(told).not.toMatch(/hunter|w\/rd/)
  })

  test('a password where none is set', async () => {
    const unguarded = await startRedis()
    onTestFinished(() => unguarded.stop())
    const told = find(`redis://:hunter2@127.0.0.1:${unguarded.port}`, 'a').catch(twoSentences)
    await expect(told).resolves.toMatch(/does not take this user and password \(ERR\).*\n.*leave them out/)
  })
})

/** The TTL counts whole seconds and the clock of Redis goes on while this clock stands. */
function expectWithinAMinute(time: number | null | undefined, expected: number): void {
  expect(Math.abs((time ?? 0) - expected)).toBeLessThan(60_000)
}
