import { sign } from 'cookie-signature'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { run, temporaryFolder } from '../../support/run.ts'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const COOKIE = `connect.sid=${encodeURIComponent(`s:${sign(ID, 'older secret')}`)}`

const inspect = (...flags: string[]) => run(['inspect', '--cookie', COOKIE, ...flags])

function secretFile(content: string): string {
  const file = path.join(temporaryFolder(), 'secrets.txt')
  writeFileSync(file, content)
  return file
}

/** The one cookie of `--json`. */
async function json(...argv: string[]) {
  const { stdout } = await run(['inspect', '--json', ...argv])
  const printed: { readonly cookies: readonly unknown[] } = JSON.parse(stdout)
  expect(printed).toEqual({ cookies: [expect.anything()] })
  return printed.cookies[0]
}

describe('the exit code', () => {
  test.each([
    ['no secret', COOKIE, [], 0],
    ['the right secret', COOKIE, ['--secret', 'older secret'], 0],
    ['an older secret', COOKIE, ['--secret', 'new', '--secret', 'older secret'], 0],
    ['the wrong secret', COOKIE, ['--secret', 'new'], 1],
    ['an empty secret', COOKIE, ['--secret', ''], 1],
    ['a plain value', 'theme=dark', [], 0],
    ['a plain value and a secret', 'theme=dark', ['--secret', 'new'], 1],
    ['a signature that is none', 's:id.mac', [], 1],
    ['no signature', 's:id', [], 1],
  ])('%s', async (_, cookie, flags, code) => {
    const screen = await run(['inspect', '--cookie', cookie, ...flags])
    expect(screen).toMatchObject({ code, stderr: '' })
    expect(await run(['inspect', '--cookie', cookie, ...flags, '--json'])).toMatchObject({ code, stderr: '' })
  })
})

describe('--json', () => {
  test('is one object with these keys', async () => {
    expect(await json('--cookie', COOKIE, '--secret', 'new', '--secret', 'older secret')).toEqual({
      name: 'connect.sid',
      kind: 'express-session',
      value: `s:${sign(ID, 'older secret')}`,
      id: ID,
      signature: sign(ID, 'older secret').slice(33),
      verified: true,
      secretIndex: 1,
      weakSecret: null,
      attributes: null,
      framework: null,
      content: null,
      dates: null,
      fault: null,
      store: null,
      findings: [
        { code: 'short-secret', level: 'warning', message: expect.any(String), lesson: 3 },
        { code: 'default-name', level: 'warning', message: expect.any(String), lesson: 1 },
        { code: 'signed-with-older-secret', level: 'info', message: expect.any(String), lesson: 4 },
      ],
    })
  })

  test('keeps every character, and prints none that drives a terminal', async () => {
    const id = '\u001b[31m\u009b31m\u202e\u061c\u2028\u007f'
    const cookie = encodeURIComponent(`s:${sign(id, 'k')}`)
    const { stdout } = await run(['inspect', '--cookie', cookie, '--json'])
    expect(stdout).toMatch(/^[\x20-\x7e]+\n$/)
    expect(await json('--cookie', cookie)).toMatchObject({ id })
  })
})

describe('what is no cookie', () => {
  test.each([
    ['store-key', `sess:${ID}`],
    ['no-set-cookie', 'HTTP/1.1 200 OK\nContent-Type: text/plain\n'],
  ])('%s: is said, and is no fault', async (what, cookie) => {
    const { code, stdout, stderr } = await run(['inspect', '--cookie', cookie, '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const notACookie: unknown = { what, message: expect.stringMatching(/\S/) }
    expect(JSON.parse(stdout)).toEqual({ cookies: [], notACookie })
    expect(await run(['inspect', '--cookie', cookie])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/No cookie/),
      stderr: '',
    })
  })

  test('a request without a Cookie header is not that: there is nothing to say', async () => {
    const { code, stdout } = await run(['inspect', '--cookie', 'GET / HTTP/1.1\nHost: localhost\n', '--json'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('standard input', () => {
  test.each([COOKIE, `${COOKIE}\n`, `  ${COOKIE}  \r\n`])('%j', async (input) => {
    const { code, stdout } = await run(['inspect', '--cookie', '-', '--secret', 'older secret', '--json'], { input })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ cookies: [{ name: 'connect.sid', id: ID, verified: true }] })
  })

  test('arrives in pieces, cut anywhere', async () => {
    const bytes = Array.from(Buffer.from(`id=s:${sign('é☃', 'k')}`), (byte) => Buffer.of(byte))
    const stdin = Readable.from(bytes)
    const { stdout } = await run(['inspect', '--cookie', '-', '--secret', 'k', '--json'], { stdin })
    expect(JSON.parse(stdout)).toMatchObject({ cookies: [{ id: 'é☃', verified: true }] })
  })
})

describe('--secret-file', () => {
  test.each([
    ['a secret a line', 'new\nolder secret\n', 1],
    ['no line feed at the end', 'older secret', 0],
    ['empty lines', '\n\nnew\n\nolder secret\n\n', 1],
    ['Windows lines and a byte order mark', '\ufeffolder secret\r\nnew\r\n', 0],
  ])('%s', async (_, content, secretIndex) => {
    expect(await json('--cookie', COOKIE, '--secret-file', secretFile(content))).toMatchObject({ secretIndex })
  })

  test('keeps the spaces of a secret', async () => {
    const cookie = `s:${sign(ID, ' spaced ')}`
    expect(await json('--cookie', cookie, '--secret-file', secretFile(' spaced \r\n'))).toMatchObject({
      verified: true,
    })
  })

  test('comes after --secret', async () => {
    const argv = ['--cookie', COOKIE, '--secret-file', secretFile('older secret\n'), '--secret', 'new']
    expect(await json(...argv)).toMatchObject({ secretIndex: 1 })
  })
})

describe('wrong usage ends with 2, two sentences and nothing on standard output', () => {
  test.each<[string, () => string[], string]>([
    ['an empty cookie', () => ['--cookie', ''], 'empty'],
    ['white space', () => ['--cookie', ' \n\t'], 'empty'],
    ['empty standard input', () => ['--cookie', '-'], 'empty'],
    ['no file', () => ['--cookie', COOKIE, '--secret-file', '/nowhere/\u001b[2J'], '/nowhere/\\x1b[2J'],
    ['a folder for a file', () => ['--cookie', COOKIE, '--secret-file', temporaryFolder()], 'EISDIR'],
    ['a file without secrets', () => ['--cookie', COOKIE, '--secret-file', secretFile('\r\n\n')], 'no secret'],
    ['no cookie', () => [], '--cookie'],
  ])('%s', async (_, argv, part) => {
    for (const flags of [[], ['--json']]) {
      const { code, stdout, stderr } = await run(['inspect', ...argv(), '--secret', 'hidden', ...flags])
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain(part)
      expect(stderr).toMatch(/^[^\n]+\.\n[^\n]+\n$/)
      expect(stderr).not.toContain('hidden')
    }
  })

  test('standard input that fails', async () => {
    const stdin = new PassThrough()
    stdin.destroy(new Error('EISDIR'))
    const { code, stdout, stderr } = await run(['inspect', '--cookie', '-'], { stdin })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^Standard input cannot be read\.\nTry: .+\n$/)
  })
})

test('secrets are never printed', async () => {
  const file = secretFile('from-a-file\n')
  for (const flags of [[], ['--json'], ['--secret', 'older secret'], ['--secret', 'older secret', '--json']]) {
    const { stdout, stderr } = await inspect('--secret', 'from-a-flag', '--secret-file', file, ...flags)
    expect(stdout + stderr).not.toMatch(/from-a-|older secret/)
    expect(stdout).toContain(ID)
  }
})

describe('secrets that stand in a flag that does not exist are not repeated', () => {
  test.each([['--secrt=hunter2'], ['--secret-env=hunter2'], ["--no-such=it's hunter2 'quoted'"]])(
    '%s',
    async (flag) => {
      const { code, stderr } = await inspect(flag)
      expect(code).toBe(2)
      expect(stderr).not.toContain('hunter2')
      expect(stderr).toContain(flag.slice(0, flag.indexOf('=')))
    },
  )
})

test('a cookie without its flag is told where it belongs', async () => {
  const { code, stderr } = await run(['inspect', COOKIE])
  expect(code).toBe(2)
  expect(stderr).toContain("--cookie '<paste>'")
})

test('two --cookie flags are refused, and none is lost without a word', async () => {
  const { code, stderr } = await inspect('--cookie', 'a=b')
  expect(code).toBe(2)
  expect(stderr).toBe('--cookie is given twice.\nPut several cookies into one paste, a line each.\n')
})

test('a published secret is told of where the one given is wrong', async () => {
  const cookie = `id=${encodeURIComponent(`s:${sign(ID, 'keyboard cat')}`)}`
  expect(await json('--cookie', cookie, '--secret', 'wrong')).toMatchObject({
    verified: false,
    weakSecret: 'keyboard cat',
  })
})

test('UTF-16, as Windows PowerShell writes it, is read', async () => {
  const stdin = Readable.from([Buffer.from(`\ufeff${COOKIE}\r\n`, 'utf16le')])
  const { stdout } = await run(['inspect', '--cookie', '-', '--json'], { stdin })
  expect(JSON.parse(stdout)).toMatchObject({ cookies: [{ name: 'connect.sid', id: ID }] })
})
