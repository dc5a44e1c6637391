import { sign } from 'cookie-signature'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run, temporaryFolder } from '../../support/run.ts'
import { count, fileStore, serve } from '../../stores/server.ts'

const SECRET = 'a secret that is long enough for anybody'
const cookieOf = (id: string) => `sid=${encodeURIComponent(`s:${sign(id, SECRET)}`)}`

/** A folder in which a real server has kept a session, and the id of it. */
async function folderWithSession() {
  const folder = temporaryFolder()
  const visit = await serve({ store: fileStore(folder), cookie: { maxAge: 60_000 } })
  const { id } = await visit(null, count)
  return { folder, id }
}

const inspect = (cookie: string, ...flags: string[]) =>
  run(['inspect', '--cookie', cookie, '--secret', SECRET, ...flags])

describe('--store file:', () => {
  test('shows the session behind the id, and changes nothing', async () => {
    const { folder, id } = await folderWithSession()
    const before = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])
    const { code, stdout } = await inspect(cookieOf(id), '--store', `file:${folder}`, '--json')
    const [report] = JSON.parse(stdout).cookies
    expect(code).toBe(0)
    expect(report.store).toMatchObject({
      location: `file:${folder}`,
      key: `${id}.json`,
      found: true,
      session: { visits: 1, cookie: { path: '/', httpOnly: true } },
      ageMs: expect.any(Number),
      touchedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
      agrees: true,
    })
    expect(Date.parse(report.store.expiresAt) - Date.parse(report.store.touchedAt)).toBeLessThanOrEqual(60_000)
    expect(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])).toEqual(before)
  })

  test('a long session is shortened in JSON, and says so', async () => {
    const { folder, id } = await folderWithSession()
    const file = path.join(folder, `${id}.json`)
    const session = JSON.parse(readFileSync(file, 'utf8')) as object
    writeFileSync(file, JSON.stringify({ ...session, text: 'x'.repeat(200_000) }))
    const { code, stdout } = await inspect(cookieOf(id), '--store', `file:${folder}`, '--json')
    expect(code).toBe(0)
    const [report] = JSON.parse(stdout).cookies
    expect(report.store.session).toMatch(/^\{.*x\.\.\. \(\+ 13\d,\d{3} characters\)$/)
    expect(stdout.length).toBeLessThan(100_000)
  })

  test.each([
    ['known', 0],
    ['unknown', 1],
  ])('cookie 1,501 decides, when it is %s', async (last, code) => {
    const { folder, id } = await folderWithSession()
    const known = `${cookieOf(id)}; `
    const header = `Cookie: ${known.repeat(1500)}${last === 'known' ? known : cookieOf(last)}`
    const outcome = await inspect(header, '--store', `file:${folder}`, '--json')
    expect(outcome.code).toBe(code)
    expect(JSON.parse(outcome.stdout)).toMatchObject({ more: 501 })
  })

  test('on the screen', async () => {
    const { folder, id } = await folderWithSession()
    const { code, stdout } = await inspect(cookieOf(id), '--store', `file:${folder}`)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ Store {8}file:/m)
    expect(stdout).toMatch(/^ {3}found {10}✔ yes$/m)
    expect(stdout).toContain('"visits": 1')
  })

  test('a session that is not there is an error', async () => {
    const { folder } = await folderWithSession()
    const { code, stdout } = await inspect(cookieOf('unknown'), '--store', `file:${folder}`, '--json')
    const [report] = JSON.parse(stdout).cookies
    expect(code).toBe(1)
    expect(report.store).toMatchObject({ found: false, session: null, agrees: false })
    expect(report.findings).toContainEqual({
      code: 'not-in-store',
      level: 'error',
      message: expect.any(String),
      lesson: 4,
    })
  })

  test('a session that has ended is an error', async () => {
    const { folder, id } = await folderWithSession()
    const file = path.join(folder, `${id}.json`)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/("__lastAccess":)\d+/, `$1${Date.now() - 120_000}`))
    const { code, stdout } = await inspect(cookieOf(id), '--store', `file:${folder}`)
    expect(code).toBe(1)
    expect(stdout).toContain('ended')
  })

  test('attributes are compared when a Set-Cookie line is given', async () => {
    const { folder, id } = await folderWithSession()
    const line = `Set-Cookie: ${cookieOf(id)}; Path=/app; Max-Age=60; HttpOnly`
    const { code, stdout } = await inspect(line, '--store', `file:${folder}`, '--json', '--fail-on', 'warning')
    const [report] = JSON.parse(stdout).cookies
    expect(code).toBe(1)
    expect(report.findings.map((finding: { code: string }) => finding.code)).toContain('attribute-differs')
    expect(report.store.agrees).toBe(false)
  })

  test('only session ids are looked up', async () => {
    const { folder, id } = await folderWithSession()
    const { stdout } = await inspect(`theme=dark; ${cookieOf(id)}`, '--store', `file:${folder}`, '--json')
    const [theme, session] = JSON.parse(stdout).cookies
    expect({ theme: theme.store, session: session.store.found }).toEqual({ theme: null, session: true })
  })
})

describe('what cannot be looked up ends with 2', () => {
  test.each([
    ['no folder', () => cookieOf('id'), () => ['--store', 'file:/nowhere/at/all'], 'does not exist'],
    ['no such kind of store', () => cookieOf('id'), () => ['--store', 'mysql://user:hidden@host'], 'not understood'],
    ['no session id', () => 'theme=dark', () => ['--store', `file:${temporaryFolder()}`], 'no session id'],
    [
      'an id that leads out',
      () => cookieOf('../../etc/passwd'),
      () => ['--store', `file:${temporaryFolder()}`],
      'lead out',
    ],
    ['a prefix without a store', () => cookieOf('id'), () => ['--prefix', 'x:'], '--prefix'],
  ])('%s', async (_, cookie, flags, part) => {
    for (const json of [[], ['--json']]) {
      const { code, stdout, stderr } = await inspect(cookie(), ...flags(), ...json)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain(part)
      expect(stderr).toMatch(/^[^\n]+\n[^\n]+\n$/)
      expect(stderr).not.toContain('hidden')
    }
  })

  test('a Redis that never answers', { timeout: 20_000 }, async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { code, stdout, stderr } = await inspect(cookieOf('id'), '--store', `redis://:hidden@127.0.0.1:${port}`)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^No answer came .*2 seconds\.\n/)
    expect(stderr).not.toContain('hidden')
  })
})

describe('--session', () => {
  const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
  const row = (id: string) => `${id}|1827542400000|{"cookie":{"path":"/","httpOnly":true},"visits":3}`
  const line = `Set-Cookie: ${cookieOf(ID)}; Path=/; HttpOnly`

  test('compares the cookie with what a program printed', async () => {
    for (const [text, changes] of [
      [row(ID), {}],
      ['-', { input: `${row(ID)}\n` }],
    ] as const) {
      const { code, stdout } = await run(['inspect', '--cookie', line, '--session', text, '--json'], changes)
      const [report] = JSON.parse(stdout).cookies
      expect(code).toBe(0)
      expect(report.store).toMatchObject({ key: ID, found: true, session: { visits: 3 }, agrees: true })
      expect(report.store.expiresAt).toBe('2027-11-30T02:40:00.000Z')
    }
  })

  test.each([
    ['of another id', row('Ak3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'), 'other-id'],
    ['of none', '(nil)', 'not-in-store'],
  ])('%s: the cookie is not right', async (_, text, expected) => {
    const { code, stdout } = await inspect(line, '--session', text, '--json')
    expect(code).toBe(1)
    const codes = JSON.parse(stdout).cookies[0].findings.map((finding: { code: string }) => finding.code)
    expect(codes).toContain(expected)
    expect(codes).not.toContain('attribute-differs')
  })

  test('of two cookies only the one whose session it is', async () => {
    const { code, stdout } = await inspect(
      `a=1; ${cookieOf('another-id')}; ${cookieOf(ID)}`,
      '--session',
      row(ID),
      '--json',
    )
    expect(JSON.parse(stdout).cookies.map(({ store }: { store: { found: boolean } | null }) => store?.found)).toEqual([
      undefined,
      undefined,
      true,
    ])
    expect(code).toBe(0)
  })

  test('on the screen, where nothing tells when it ends', async () => {
    const { stdout } = await inspect(line, '--session', '{"cookie":{"path":"/","httpOnly":true},"visits":3}')
    expect(stdout).toMatch(/^ Store {8}what was given with --session$/m)
    expect(stdout).toMatch(/^ {3}ends {11}not known$/m)
    expect(stdout).toMatch(/^ {3}key {12}not known: there is no id beside it$/m)
    expect(stdout).toContain('as far as the attributes go')
    const bare = await inspect(cookieOf(ID), '--session', '{"cookie":{"path":"/"},"visits":3}')
    expect(bare.stdout).toContain('not known: there is nothing to compare')
    const json = await inspect(line, '--session', '{"cookie":{"path":"/","httpOnly":true}}', '--json')
    expect(JSON.parse(json.stdout).cookies[0].store).toMatchObject({ found: true, key: null })
  })

  test.each([
    ['with --store', ['--session', '{}', '--store', 'file:.'], '--session does not go with --store'],
    ['twice from standard input', ['--cookie', '-', '--session', '-'], 'The cookie and the session cannot both'],
    ['without a session', ['--session', 'hello'], 'There is no session in what'],
    ['in a batch', ['--batch', '--session', '{}'], '--batch does not go with --session'],
    ['for no session id', ['--cookie', 'theme=dark', '--session', '{"cookie":{}}'], 'Leave --session out'],
  ])('%s it ends with 2', async (_, flags, part) => {
    const cookie = flags.includes('--cookie') || flags.includes('--batch') ? [] : ['--cookie', line]
    const { code, stdout, stderr } = await run(['inspect', ...cookie, ...flags], { input: 'a' })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^[^\n]+\n[^\n]+\n$/)
    expect(stderr).toContain(part)
  })
})

test('a session under another key is found and told', async () => {
  const { folder, id } = await folderWithSession()
  renameSync(path.join(folder, `${id}.json`), path.join(folder, `${id}.sess`))
  const { code, stdout } = await inspect(cookieOf(id), '--store', `file:${folder}`, '--json')
  const [report] = JSON.parse(stdout).cookies
  expect(code).toBe(0)
  expect(report.store).toMatchObject({ key: `${id}.sess`, found: true, agrees: false })
  const finding = report.findings.find(({ code: name }: { code: string }) => name === 'other-key')
  expect(finding).toMatchObject({ level: 'warning', message: expect.stringContaining('`fileExtension: ".sess"`') })
})
