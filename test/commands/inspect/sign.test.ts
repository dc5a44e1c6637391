import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run, temporaryFolder } from '../../support/run.ts'
import { serve } from './session-server.ts'

const SECRET = 'a secret that is long enough for anybody'

const sign = (id: string, ...flags: string[]) => run(['inspect', '--sign', id, ...flags])

describe('a real express-session takes the cookie for its own', () => {
  test.each([
    ['an id as it makes them', 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo', []],
    ['an id of genid', 'user:42/ü; x=%20.y', []],
    ['another name', 'an-id', ['--name', '__Host-sid']],
  ])('%s', async (_, id, flags) => {
    const [, name] = flags
    const url = await serve({ secret: SECRET, ...(name === undefined ? {} : { name }) }, id)
    const { code, stdout, stderr } = await sign(id, '--secret', SECRET, ...flags)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^[!-~]+\n$/)
    const visit = async (cookie: string) => (await fetch(url, { headers: { cookie } })).json()
    expect(await visit(stdout.trim())).toMatchObject({ user: 'ada' })
    expect(await visit(stdout.trim().slice(0, -1))).not.toMatchObject({ user: 'ada' })
  })

  test('by way of curl', async () => {
    const url = await serve({ secret: ['new', SECRET] }, 'an-id')
    const { stdout } = await sign('an-id', '--secret', SECRET)
    // In a process of its own, that must not hold up the server in this one.
    const curl = spawn('curl', ['-s', '-b', stdout.trim(), url])
    let answer = ''
    for await (const chunk of curl.stdout) answer += String(chunk)
    expect(JSON.parse(answer)).toMatchObject({ user: 'ada' })
  })
})

test('the first secret signs, wherever it comes from', async () => {
  const file = path.join(temporaryFolder(), 'secrets.txt')
  writeFileSync(file, `${SECRET}\nolder\n`)
  const byFlag = await sign('id', '--secret', SECRET)
  expect(await sign('id', '--secret-file', file)).toMatchObject({ stdout: byFlag.stdout })
  expect(await sign('id', '--secret', SECRET, '--secret-file', file)).toMatchObject({ stdout: byFlag.stdout })
  const variables = { SESSION_SECRET: SECRET }
  expect(await run(['inspect', '--sign', 'id', '--secret-env'], { variables })).toMatchObject({ stdout: byFlag.stdout })
  const input = `${SECRET}\n`
  expect(await run(['inspect', '--sign', 'id', '--secret-file', '-'], { input })).toMatchObject({
    stdout: byFlag.stdout,
  })
  expect((await sign('id', '--secret', 'older')).stdout).not.toBe(byFlag.stdout)
})

test('what it makes, inspect finds right', async () => {
  const { stdout } = await sign('Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo', '--secret', SECRET, '--name', 'sid')
  const inspected = await run(['inspect', '--cookie', stdout, '--secret', SECRET, '--json'])
  expect(JSON.parse(inspected.stdout)).toMatchObject({ cookies: [{ name: 'sid', verified: true }] })
})

test('the id comes from standard input, without the end of its line', async () => {
  const { stdout } = await sign('an-id', '--secret', SECRET)
  for (const input of ['an-id', 'an-id\n', 'an-id\r\n'])
    expect(await run(['inspect', '--sign', '-', '--secret', SECRET], { input })).toMatchObject({ code: 0, stdout })
})

test('--json', async () => {
  const { stdout } = await sign('an-id', '--secret', SECRET, '--json')
  const printed: { readonly name: string; readonly value: string } = JSON.parse(stdout)
  expect(printed).toEqual({
    cookie: `${printed.name}=${printed.value}`,
    name: 'connect.sid',
    value: expect.stringMatching(/^s%3Aan-id\.[\w%]{43,}$/),
    id: 'an-id',
  })
})

test.each(['sess:an-id', 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.json', 'connect.sid=an-id'])(
  '%s is signed as it stands, and may be more than an id',
  async (id) => {
    const { code, stdout, stderr } = await sign(id, '--secret', SECRET)
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^connect\.sid=s%3A/) })
    expect(stderr).toMatch(/^This looks like more than an id\. .*\n$/)
  },
)

describe('what cannot be signed ends with 2', () => {
  test.each<readonly [string, readonly string[], string]>([
    ['no secret', ['id'], 'no secret to sign with'],
    ['an empty id', ['', '--secret', SECRET], 'it is empty'],
    ['a cookie', [`connect.sid=s%3Aid.${'A'.repeat(43)}`, '--secret', SECRET], 'the value of a cookie'],
    ['a value', [`s:id.${'A'.repeat(43)}`, '--secret', SECRET], 'the value of a cookie'],
    ['a value without a signature', ['s%3Aid', '--secret', SECRET], 'the value of a cookie'],
    ['half of a character', ['\ud800', '--secret', SECRET], 'not valid text'],
    ['no name', ['id', '--secret', SECRET, '--name', ''], '"" cannot be'],
    ['a name with a blank', ['id', '--secret', SECRET, '--name', 'a b'], '"a b" cannot be'],
    ['a name with a line feed', ['id', '--secret', SECRET, '--name', 'a\n\u001b[31m'], 'cannot be'],
    ['two ids', ['id', '--secret', SECRET, '--sign', 'other'], 'given twice'],
    ...['--cookie a=b', '--batch', '--wordlist words.txt', '--store file:.'].map(
      (flags) => [flags, ['id', '--secret', SECRET, ...flags.split(' ')], '--sign does not go with'] as const,
    ),
  ])('%s', async (_, [id, ...flags], part) => {
    const { code, stdout, stderr } = await sign(id ?? '', ...flags)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(part)
    expect(stderr).toMatch(/^[ -~]+\n[ -~]+\n$/)
    expect(stderr).not.toContain(SECRET)
  })

  test('a name with nothing to sign', async () => {
    expect(await run(['inspect', '--cookie', 'a=b', '--name', 'sid'])).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('standard input can be one thing only', () => {
  test.each([
    [['--cookie', '-', '--secret-file', '-'], 'The cookie and the secrets'],
    [['--cookie', '-', '--wordlist', '-'], 'The cookie and the word list'],
    [['--batch', '--secret-file', '-'], 'The cookie and the secrets'],
    [['--sign', '-', '--secret-file', '-'], 'The session id and the secrets'],
  ])('%j', async (flags, names) => {
    const { code, stdout, stderr } = await run(['inspect', ...flags], { input: 'a\n' })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^[^\n]+\n[^\n]+\n$/)
    expect(stderr).toContain(`${names} cannot both come from standard input.`)
  })
})
