import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/stores/open-store.ts'
import { temporaryFolder } from '../support/run.ts'
import { count, fileStore, serve } from './server.ts'
import { twoSentences } from './two-sentences.ts'

const HOUR = 3_600_000

const open = (location: string) => openStore(location, { prefix: 'sess:', nodePath: process.execPath })
const find = async (folder: string, id: string) => (await open(`file:${folder}`)).find(id)

const stopClock = () => vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
afterEach(() => void vi.useRealTimers())

describe('sessions of session-file-store', () => {
  test.each(['.sess', '', '_session.txt'])('with the fileExtension %j', async (fileExtension) => {
    const folder = temporaryFolder()
    const visit = await serve({ store: fileStore(folder, { fileExtension }) })
    const { id } = await visit(null, count)
    expect(await find(folder, id)).toMatchObject({
      key: `${id}${fileExtension}`,
      session: { visits: 1 },
      otherKey: { option: 'fileExtension', value: fileExtension, isDenied: false },
    })
    expect(await find(folder, id.slice(1))).toBeNull()
    expect(await find(folder, id.slice(0, -1))).toBeNull()
  })

  test('an id that is cut at its last `_` is not taken for one with an ending that begins so', async () => {
    const folder = temporaryFolder()
    const id = `${'a'.repeat(31)}_`
    writeFileSync(path.join(folder, `${id}.sess`), '{"cookie":{}}')
    expect(await find(folder, id)).toMatchObject({ key: `${id}.sess` })
    expect(await find(folder, id.slice(0, -1))).toBeNull()
  })

  test('a file that is being written is not taken for one with another ending', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'an-id.json.1234567'), '{"cookie":{}}')
    expect(await find(folder, 'an-id')).toBeNull()
  })

  test('a session without maxAge ends by the ttl option, which can only be assumed', async () => {
    stopClock()
    const folder = temporaryFolder()
    const visit = await serve({ store: fileStore(folder) })
    const { id } = await visit(null, count)
    expect(await find(folder, id)).toEqual({
      writtenBy: 'session-file-store',
      key: `${id}.json`,
      session: { cookie: { originalMaxAge: null, expires: null, httpOnly: true, path: '/' }, visits: 1 },
      touchedAt: Date.now(),
      touchedAssumes: null,
      expiresAt: Date.now() + HOUR,
      expiryAssumes: 'ttl 3600 s, the default',
    })
  })

  test.each([
    ['without maxAge', {}, HOUR],
    ['with maxAge', { cookie: { maxAge: 5000 } }, 5000],
    ['with a maxAge of 0', { cookie: { maxAge: 0 } }, HOUR],
  ])('%s: it is there until the end that is told, and not after it', async (_, options, lifetime) => {
    stopClock()
    const folder = temporaryFolder()
    const visit = await serve({ store: fileStore(folder), ...options })
    const { id } = await visit(null, count)
    const stored = await find(folder, id)
    expect(stored?.expiresAt).toBe(Date.now() + lifetime)
    vi.setSystemTime(stored?.expiresAt ?? 0)
    // Looked up without a visit, which would touch it.
    const { id: same } = await visit(id)
    expect(same).toBe(id)
    vi.setSystemTime(((await find(folder, id))?.expiresAt ?? 0) + 1)
    expect((await find(folder, id))?.expiresAt).toBe(Date.now() - 1)
    expect((await visit(id)).id).not.toBe(id)
  })

  test('a visit that changes nothing touches it', async () => {
    stopClock()
    const folder = temporaryFolder()
    const visit = await serve({ store: fileStore(folder), cookie: { maxAge: HOUR } })
    const { id } = await visit(null, count)
    vi.setSystemTime(Date.now() + 60_000)
    await visit(id)
    expect(await find(folder, id)).toMatchObject({
      touchedAt: Date.now(),
      expiresAt: Date.now() + HOUR,
      expiryAssumes: null,
    })
  })

  test('the folder is the same after looking', async () => {
    const folder = temporaryFolder()
    const visit = await serve({ store: fileStore(folder), cookie: { maxAge: 1 } })
    const { id } = await visit(null, count)
    writeFileSync(path.join(folder, 'broken.json'), '{')
    const content = () => readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])
    const before = content()
    await find(folder, id)
    await find(folder, 'broken').catch(() => {})
    await find(folder, 'unknown')
    expect(content()).toEqual(before)
  })

  test('nothing under this id', async () => expect(await find(temporaryFolder(), 'unknown')).toBeNull())

  test.each<[string, string, object]>([
    ['no last access', '{"cookie":{"originalMaxAge":5}}', { touchedAt: null, expiresAt: null, expiryAssumes: null }],
    [
      'a maxAge that is no number',
      '{"cookie":{"originalMaxAge":"x"},"__lastAccess":1}',
      { touchedAt: 1, expiresAt: null },
    ],
  ])('%s: session-file-store never ends it, and so it is told', async (_, text, expected) => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'odd.json'), text)
    expect(await find(folder, 'odd')).toMatchObject(expected)
    const found = await new Promise((resolve) => fileStore(folder).get('odd', (_error, session) => resolve(session)))
    expect(found).toMatchObject({ cookie: {} })
  })
})

describe('ids that lead elsewhere', () => {
  test.each(['../a', 'a/b', '/etc/passwd', 'a\\b', 'a\0b', '.', '..', ''])('%j is never looked up', async (id) => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'sessions', 'a'), { recursive: true })
    for (const name of ['a.json', 'sessions/a/b.json', 'sessions/..json', 'sessions/...json', 'sessions/.json']) {
      writeFileSync(path.join(folder, name), '{"cookie":{}}')
    }
    await expect(find(path.join(folder, 'sessions'), id)).rejects.toMatchObject({
      message: expect.stringContaining('is not looked up'),
      exitCode: 2,
    })
  })

  test('session-file-store itself follows them', async () => {
    const folder = temporaryFolder()
    const store = fileStore(path.join(folder, 'sessions'))
    await new Promise((resolve) => store.set('../escaped', JSON.parse('{"cookie":{}}'), resolve))
    expect(existsSync(path.join(folder, 'escaped.json'))).toBe(true)
  })
})

describe('what cannot be read', () => {
  const cases: readonly (readonly [string, RegExp, (file: string) => void])[] = [
    ['not JSON', /does not hold JSON.*\n.*`secret`/, (file) => writeFileSync(file, '{')],
    ['empty', /is empty/, (file) => writeFileSync(file, '\n')],
    ['no object', /holds no session/, (file) => writeFileSync(file, '[1]')],
    ['no cookie', /no `cookie` object/, (file) => writeFileSync(file, '{"user":1}')],
    ['a cookie that is no object', /no `cookie` object/, (file) => writeFileSync(file, '{"cookie":1}')],
    [
      'nested deeply',
      /100 levels/,
      (file) => writeFileSync(file, `{"cookie":{},"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
    ],
    ['a folder', /is no file/, (file) => mkdirSync(file)],
    ['a FIFO', /is no file/, (file) => void execFileSync('mkfifo', [file])],
    ['a device', /is no file/, (file) => symlinkSync('/dev/zero', file)],
    ['a link to itself', /cannot be read \(ELOOP\)/, (file) => symlinkSync(file, file)],
    [
      'too large',
      /larger than 10 MB/,
      (file) => {
        writeFileSync(file, '')
        truncateSync(file, 10 * 1024 * 1024 + 1)
      },
    ],
  ]

  test.skipIf(process.platform === 'win32').each(cases)('%s', async (_, expected, make) => {
    const folder = temporaryFolder()
    make(path.join(folder, 'a.json'))
    await expect(find(folder, 'a').catch(twoSentences)).resolves.toMatch(expected)
  })

  test('a name that is too long', async () => {
    await expect(find(temporaryFolder(), 'a'.repeat(5000)).catch(twoSentences)).resolves.toMatch(/ENAMETOOLONG|ENOENT/)
  })

  test('one that is encrypted', async () => {
    const folder = temporaryFolder()
    const visit = await serve({ store: fileStore(folder, { secret: 'x' }) })
    const { id } = await visit(null, count)
    await expect(find(folder, id).catch(twoSentences)).resolves.toMatch(/is encrypted.*`secret` option/)
  })

  test('an empty file fails the next request and is deleted, as is said', async () => {
    const folder = temporaryFolder()
    const visit = await serve({ store: fileStore(folder) })
    writeFileSync(path.join(folder, 'a.json'), '')
    expect((await visit('a')).status).toBe(500)
    expect(readdirSync(folder)).toEqual([])
  })

  test('a session without a cookie fails in express-session, as is said', async () => {
    const folder = temporaryFolder()
    const visit = await serve({ store: fileStore(folder) })
    writeFileSync(path.join(folder, 'a.json'), `{"__lastAccess":${Date.now()}}`)
    expect((await visit('a')).status).toBe(500)
  })
})

describe('locations', () => {
  const ways: readonly (readonly [string, (folder: string) => string])[] = [
    ['absolute', (folder) => `file:${folder}`],
    ['relative', (folder) => `file:./${path.relative('.', folder)}`],
    ['relative, without a dot', (folder) => `file:${path.relative('.', folder)}`],
    ['a URL', (folder) => pathToFileURL(folder).href],
    ['a URL with a host', (folder) => `file://localhost${pathToFileURL(folder).pathname}`],
    ['in capitals', (folder) => `FILE:${folder}/`],
  ]

  test.each(ways)('%s', async (_, write) => {
    const folder = path.join(temporaryFolder(), 'my sessions #1 é')
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'é ☃.json'), '{"cookie":{},"a":1}')
    const location = write(folder)
    const store = await open(location)
    expect(store.shown).toBe(location)
    expect(await store.find('é ☃')).toMatchObject({ key: 'é ☃.json', session: { a: 1 } })
    store.close()
  })

  test('a % that encodes nothing stands for itself', async () => {
    const folder = path.join(temporaryFolder(), '100%')
    mkdirSync(folder)
    expect(await find(folder, 'a')).toBeNull()
  })

  test.each(['file:', 'file://', 'file://sessions', 'file://example.org/sessions', 'file:a%00b'])(
    '%s',
    async (location) => {
      await expect(open(location).catch(twoSentences)).resolves.toMatch(/names no folder.*\nWrite it like file:/)
    },
  )

  test.each(['', './sessions', '/tmp', 'http://user:hunter2@example.org/', 'mysql://a'])(
    'no store: %j',
    async (location) => {
      const message = await open(location).catch(twoSentences)
      expect(message).toMatch(/not understood/)
      expect(message).not.toContain('hunter2')
    },
  )

  test('a folder that is missing, and a file in its place', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'file'), '')
    await expect(find(path.join(folder, 'none'), 'a').catch(twoSentences)).resolves.toMatch(/does not exist/)
    await expect(find(path.join(folder, 'file'), 'a').catch(twoSentences)).resolves.toMatch(/is no folder/)
    await expect(find(path.join(folder, 'file', 'b'), 'a').catch(twoSentences)).resolves.toMatch(
      /\(ENOTDIR\)|not exist/,
    )
  })
})
