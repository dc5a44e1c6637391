import { sign } from 'cookie-signature'
import { PassThrough, Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { run } from '../../support/run.ts'

const SECRET = 'a secret that is long enough for anybody'
const signed = (id: string, secret = SECRET) => `connect.sid=${encodeURIComponent(`s:${sign(id, secret)}`)}`

const batch = (input: string, ...flags: string[]) => run(['inspect', '--batch', ...flags], { input })

interface Line {
  readonly line: number
  readonly cookies: readonly { readonly id: string | null; readonly verified: boolean | null }[]
}

const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)

describe('each line of standard input gives one line of JSON', () => {
  test.each([
    ['two', `${signed('a')}\n${signed('b')}\n`, [['a'], ['b']]],
    ['no line feed at the end', `${signed('a')}\n${signed('b')}`, [['a'], ['b']]],
    ['lines of Windows', `${signed('a')}\r\n${signed('b')}\r\n`, [['a'], ['b']]],
    ['several cookies in a line', `Cookie: ${signed('a')}; ${signed('b')}\n`, [['a', 'b']]],
    ['empty lines', `\n${signed('a')}\n \n`, [[], ['a'], []]],
    ['a line without a cookie', 'HTTP/1.1 200 OK\nplain\n', [[], [null]]],
    ['letters of several bytes', `${signed('é☃😀')}\n`, [['é☃😀']]],
    ['nothing', '', []],
  ])('%s', async (_, input, ids) => {
    const { stdout, stderr } = await batch(input, '--secret', SECRET)
    expect(stderr).toBe('')
    const lines = linesOf(stdout)
    expect(lines.map(({ cookies }) => cookies.map(({ id }) => id))).toEqual(ids)
    expect(lines.map(({ line }) => line)).toEqual(ids.map((__, i) => i + 1))
  })

  test('as --json does for one', async () => {
    const cookie = signed('a')
    const one = await run(['inspect', '--cookie', cookie, '--secret', SECRET, '--json'])
    const [line] = linesOf((await batch(cookie, '--secret', SECRET)).stdout)
    expect(line).toEqual({ line: 1, ...JSON.parse(one.stdout) })
  })

  test('in pieces that are cut anywhere', async () => {
    const input = `${signed('é☃')}\n\n${signed('b')}`
    const stdin = Readable.from(Array.from(Buffer.from(input), (byte) => Buffer.of(byte)))
    const { stdout } = await run(['inspect', '--batch', '--secret', SECRET], { stdin })
    expect(stdout).toBe((await batch(input, '--secret', SECRET)).stdout)
  })

  test('with control characters escaped', async () => {
    const { stdout } = await batch('a=\u001b[31m\u009b\u202e\u007f\n')
    expect(stdout).toMatch(/^[\x20-\x7e]+\n$/)
  })

  test('--cookie - may be said', async () => {
    const { code, stdout } = await run(['inspect', '--batch', '--cookie', '-'], { input: 'a=b\n' })
    expect({ code, lines: linesOf(stdout).length }).toEqual({ code: 0, lines: 1 })
  })
})

describe('the exit code', () => {
  test.each([
    ['all are right', `${signed('a')}\n${signed('b')}\n`, [], 0],
    ['one is wrong', `${signed('a')}\n${signed('b', 'other')}\n${signed('c')}\n`, [], 1],
    ['one has no signature', `${signed('a')}\nplain\n`, [], 1],
    ['one beside a signed one has none', `theme=dark; ${signed('a')}\n`, [], 0],
    ['a warning that nobody minds', `${signed('a')}\n`, ['--fail-on', 'error'], 0],
    ['a warning', `${signed('a')}\n`, ['--fail-on', 'warning'], 1],
  ])('%s', async (_, input, flags, code) => {
    expect(await batch(input, '--secret', SECRET, ...flags)).toMatchObject({ code, stderr: '' })
  })
})

test('a reader that is slow is waited for', async () => {
  const stdout = new PassThrough({ highWaterMark: 1 })
  const printed: Buffer[] = []
  stdout.on('data', (chunk: Buffer) => printed.push(chunk))
  const stdin = Readable.from(Array.from({ length: 50 }, (_, i) => Buffer.from(`${signed(`id-${i}`)}\n`)))
  expect(await run(['inspect', '--batch', '--secret', SECRET], { stdin, stdout })).toMatchObject({ code: 0 })
  expect(linesOf(Buffer.concat(printed).toString())).toHaveLength(50)
})

describe('wrong usage ends with 2', () => {
  test.each([
    [['--cookie', 'a=b'], 'standard input'],
    [['--wordlist', 'words.txt'], '--wordlist'],
    [['--store', 'file:.'], '--store'],
  ])('%j', async (flags, part) => {
    const { code, stdout, stderr } = await batch('a=b\n', ...flags)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(part)
    expect(stderr).toMatch(/^[^\n]+\.\n[^\n]+\n$/)
  })

  test('standard input that fails', async () => {
    const stdin = new PassThrough()
    stdin.destroy(new Error('EISDIR'))
    const { code, stderr } = await run(['inspect', '--batch'], { stdin })
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^Standard input cannot be read\.\nTry/),
    })
  })
})
