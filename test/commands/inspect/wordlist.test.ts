import { sign } from 'cookie-signature'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run, temporaryFolder } from '../../support/run.ts'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const cookieOf = (secret: string | Buffer, id = ID) => `sid=${encodeURIComponent(`s:${sign(id, secret)}`)}`

function listOf(content: string | Buffer): string {
  const file = path.join(temporaryFolder(), 'words.txt')
  writeFileSync(file, content)
  return file
}

async function inspect(cookie: string, ...flags: string[]) {
  const { code, stdout, stderr } = await run(['inspect', '--cookie', cookie, '--json', ...flags])
  const printed = stdout === '' ? { cookies: [] } : JSON.parse(stdout)
  return { code, stderr, ...printed, report: printed.cookies[0] }
}

const codesOf = (report: { readonly findings: readonly { readonly code: string }[] }) =>
  report.findings.map(({ code }) => code)

describe('a word that fits', () => {
  test('is a weak secret, and is told with its line', async () => {
    const { code, report, wordlist } = await inspect(
      cookieOf('tr0ub4dor'),
      '--wordlist',
      listOf('one\ntr0ub4dor\nthree\n'),
    )
    expect(code).toBe(0)
    expect(report).toMatchObject({ verified: null, secretIndex: null, weakSecret: 'tr0ub4dor' })
    expect(report.findings).toContainEqual({
      code: 'weak-secret',
      level: 'error',
      message: expect.stringContaining('line 2'),
      lesson: 3,
    })
    expect(wordlist).toEqual({ lines: 2, words: 2, skipped: 0 })
  })

  test.each([
    ['in latin1', Buffer.from('gar\u00e7on', 'latin1'), `hex:${Buffer.from('gar\u00e7on', 'latin1').toString('hex')}`],
    ['in UTF-8', Buffer.from('garçon'), 'garçon'],
    ['of any bytes', Buffer.from([0, 255, 27]), 'hex:00ff1b'],
  ])('%s', async (_, word, weakSecret) => {
    const list = listOf(Buffer.concat([Buffer.from('other\n'), word, Buffer.from('\r\n')]))
    expect((await inspect(cookieOf(word), '--wordlist', list)).report).toMatchObject({ weakSecret })
  })

  test('with --fail-on error is a failure', async () => {
    expect(await inspect(cookieOf('tr0ub4dor'), '--wordlist', listOf('tr0ub4dor'), '--fail-on', 'error')).toMatchObject(
      {
        code: 1,
      },
    )
  })

  test('is looked for where the secret given is wrong, and does not make that right', async () => {
    const { code, report } = await inspect(
      cookieOf('tr0ub4dor'),
      '--secret',
      'wrong',
      '--wordlist',
      listOf('tr0ub4dor'),
    )
    expect({ code, verified: report.verified, weak: report.weakSecret }).toEqual({
      code: 1,
      verified: false,
      weak: 'tr0ub4dor',
    })
  })

  test('is found for each of several cookies', async () => {
    const paste = `a${cookieOf('one')}; b${cookieOf('two', 'other id')}; theme=dark`
    const { cookies } = await inspect(paste, '--wordlist', listOf('zero\none\ntwo\n'))
    expect(cookies.map(({ weakSecret }: { weakSecret: string | null }) => weakSecret)).toEqual(['one', 'two', null])
  })

  test('signs a cookie of cookie-session too', async () => {
    const paste = 'session=eyJ2aWV3cyI6MX0=; session.sig=V4LdNgrqbjNQbjNDiPiO5E0ZdHs'
    const { report } = await inspect(paste, '--wordlist', listOf('a\nb\n'))
    expect(report).toMatchObject({ kind: 'cookie-session', weakSecret: null })
  })

  test('on the screen, with what comes from the list made visible', async () => {
    const list = listOf('\u001b[31mred')
    const { stdout } = await run(['inspect', '--cookie', cookieOf('\u001b[31mred'), '--wordlist', list])
    expect(stdout).toContain('\\x1b[31mred')
    expect(stdout).not.toContain('\u001b')
    expect(stdout).toMatch(/^ Word list {4}1 word was tried\. The last one makes the signature\.$/m)
  })
})

describe('no word that fits', () => {
  test('is said', async () => {
    const { code, report, wordlist } = await inspect(cookieOf('tr0ub4dor'), '--wordlist', listOf('one\n\ntwo\n'))
    expect({ code, weak: report.weakSecret, codes: codesOf(report) }).toEqual({ code: 0, weak: null, codes: [] })
    expect(wordlist).toEqual({ lines: 3, words: 2, skipped: 0 })
  })

  test('a published secret is found first', async () => {
    const { report, wordlist } = await inspect(cookieOf('keyboard cat'), '--wordlist', listOf('one\n'))
    expect(report.weakSecret).toBe('keyboard cat')
    expect(wordlist.words).toBe(0)
  })

  test('a signature that no secret can make is not tried', async () => {
    const { wordlist } = await inspect('s:id.mac', '--wordlist', listOf('one\n'))
    expect(wordlist.words).toBe(0)
  })
})

test('standard input can be the list', async () => {
  const { stdout } = await run(['inspect', '--cookie', cookieOf('two'), '--wordlist', '-', '--json'], {
    input: 'one\ntwo\n',
  })
  expect(JSON.parse(stdout).cookies[0].weakSecret).toBe('two')
})

describe('wrong usage ends with 2', () => {
  test.each([
    ['no such list', [cookieOf('a'), '--wordlist', '/nowhere/\u001b[2J'], '/nowhere/\\x1b[2J'],
    ['an empty list', [cookieOf('a'), '--wordlist', '/dev/null'], 'no word'],
    ['no signature', ['theme=dark', '--wordlist', 'words.txt'], 'no signature'],
    ['two things from standard input', ['-', '--wordlist', '-'], 'standard input'],
  ])('%s', async (_, [cookie = '', ...flags], part) => {
    const { code, stderr } = await inspect(cookie, ...flags)
    expect(code).toBe(2)
    expect(stderr).toContain(part)
    expect(stderr).toMatch(/^[^\n]+\n[^\n]+\n$/)
  })
})
