import { sign } from 'cookie-signature'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { shortened } from '../../src/cookie/shorten.ts'
import { packageRoot } from '../../src/package-root.ts'
import { run } from '../support/run.ts'

const TEN_MB = 10 * 1024 * 1024

/** Has the program tell the most memory that it took, in kilobytes. */
const TELL =
  'data:text/javascript,process.on("exit",()=>process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}`))'

/** Runs `inspect --cookie -` in a process of its own. @returns the peak of its memory in MB, and what it printed */
async function peakOf(paste: string, ...flags: string[]) {
  const bin = path.join(packageRoot, 'bin', 'session-tutor.js')
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
  const child = spawn(process.execPath, ['--import', TELL, bin, 'inspect', '--cookie', '-', ...flags], { env })
  child.stdin.on('error', () => {})
  child.stdin.end(paste)
  const [stdout, stderr] = await Promise.all([readAll(child.stdout), readAll(child.stderr)])
  return { peak: Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1024, stdout }
}

describe('10 MB take at most 100 MB more than a small paste', () => {
  test.each<[string, string]>([
    ['2 million pairs', `Cookie: ${'a=b; '.repeat(2_000_000)}`],
    ['one value', `sid=${'x'.repeat(TEN_MB)}`],
    ['Set-Cookie lines', 'Set-Cookie: a=b; Path=/; HttpOnly\n'.repeat(TEN_MB / 35)],
    ['JSON without cookies', `[${'{"a":1,"b":[1,2,{"c":"d"}]},'.repeat(TEN_MB / 30)}1]`],
    ['semicolons', ';'.repeat(TEN_MB)],
  ])('%s', async (_, paste) => {
    const small = await peakOf('sid=1', '--json')
    const large = await peakOf(paste, '--json')
    expect(small.peak).toBeGreaterThan(20)
    expect(large.peak - small.peak).toBeLessThan(100)
    expect(large.stdout.length).toBeLessThan(3_000_000)
  })
})

describe('many cookies', () => {
  const right = `sid=${encodeURIComponent(`s:${sign('id', 'k')}`)}`
  const wrong = `sid=${encodeURIComponent(`s:${sign('id', 'other')}`)}`
  const header = (count: number, last: string) => `Cookie: ${`${right}; `.repeat(count)}${last}`

  test('1,000 are listed, and the rest is counted', async () => {
    const { stdout } = await run(['inspect', '--cookie', header(1500, right), '--json'])
    const { cookies, more } = JSON.parse(stdout) as { cookies: unknown[]; more: number }
    expect([cookies.length, more]).toEqual([1000, 501])
    const screen = await run(['inspect', '--cookie', header(1500, right)])
    expect(screen.stdout).toContain('cookie 1 of 1,501')
    expect(screen.stdout).toContain('+ 1,451 more cookies: --json shows the first 1,000')
    const batch = await run(['inspect', '--batch'], { input: header(1500, right) })
    expect(batch.events).toMatchObject([{ line: 1, more: 501 }])
  })

  test('of 1,000 none is left out', async () => {
    const { stdout } = await run(['inspect', '--cookie', header(999, right), '--json'])
    expect(JSON.parse(stdout)).not.toHaveProperty('more')
  })

  test.each([
    ['all right', right, [], 0],
    ['a wrong signature', wrong, [], 1],
    ['a malformed one', 'sid=s%3A%zz', [], 1],
    ['a warning that nobody asks for', 'theme=dark', [], 0],
    ['an error that somebody asks for', wrong, ['--fail-on', 'error'], 1],
  ])('cookie 1,501 decides the exit code: %s', async (_, last, flags, code) => {
    const argv = ['--secret', 'k', ...flags]
    expect((await run(['inspect', '--cookie', header(1500, last), '--json', ...argv])).code).toBe(code)
    expect((await run(['inspect', '--cookie', header(1500, last), ...argv])).code).toBe(code)
    expect((await run(['inspect', '--batch', ...argv], { input: header(1500, last) })).code).toBe(code)
  })
})

describe('a long value', () => {
  test('is shortened everywhere, and checked as a whole', async () => {
    const id = 'y'.repeat(200_000)
    const cookie = `sid=${encodeURIComponent(`s:${sign(id, 'k')}`)}`
    const right = await run(['inspect', '--cookie', cookie, '--json', '--secret', 'k'])
    const { cookies } = JSON.parse(right.stdout) as { cookies: Record<string, unknown>[] }
    expect(cookies[0]).toMatchObject({ verified: true, signature: sign(id, 'k').split('.')[1] })
    expect(cookies[0]?.['id']).toBe(`${id.slice(0, 65_536)}... (+ 134,464 characters)`)
    expect(right.stdout.length).toBeLessThan(140_000)
    const screen = await run(['inspect', '--cookie', cookie, '--secret', 'k'])
    expect(screen.code).toBe(0)
    expect(screen.stdout.replace(/\s/g, '')).toContain('(+134,464characters)')
    expect((await run(['inspect', '--cookie', `${cookie.slice(0, -1)}x`, '--secret', 'k'])).code).toBe(1)
  })

  test.each([
    [
      'a token',
      `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ a: 'x'.repeat(200_000) })).toString('base64url')}.c2ln`,
    ],
    ['JSON', `j:${JSON.stringify({ a: 'x'.repeat(200_000) })}`],
    ['a session', Buffer.from(JSON.stringify({ a: 'x'.repeat(200_000) })).toString('base64')],
    ['a name', `${'x'.repeat(200_000)}=1`],
    ['an attribute', `Set-Cookie: a=1; ${'x'.repeat(200_000)}=${'y'.repeat(200_000)}`],
    ['a fault', `s%3A${'x'.repeat(200_000)}`],
  ])('is shortened in %s, on the screen and in JSON', async (_, cookie) => {
    for (const flags of [['--json'], []]) {
      const { code, stdout } = await run(['inspect', '--cookie', cookie, ...flags])
      expect(code).toBeLessThan(2)
      expect(stdout.replaceAll(/\s/g, '')).toMatch(/\(\+[\d,]+characters\)/)
      expect(
        Math.max(
          ...stdout
            .replaceAll(/\s/g, '')
            .split('(+')
            .map((part) => part.length),
        ),
      ).toBeLessThan(140_000)
    }
  })

  test.each([
    ['x'.repeat(65_536), 'x'.repeat(65_536)],
    ['x'.repeat(65_537), `${'x'.repeat(65_536)}... (+ 1 characters)`],
    [`${'x'.repeat(65_535)}🍪y`, `${'x'.repeat(65_535)}... (+ 3 characters)`],
    [`${'x'.repeat(65_535)}%2F`, `${'x'.repeat(65_535)}... (+ 3 characters)`],
    [`${'x'.repeat(65_530)}%E2%98%83y`, `${'x'.repeat(65_530)}... (+ 10 characters)`],
    [`${'x'.repeat(65_533)}%41yy`, `${'x'.repeat(65_533)}%41... (+ 2 characters)`],
    [`${'x'.repeat(65_532)}\\u0041yy`, `${'x'.repeat(65_532)}... (+ 8 characters)`],
  ])('never ends within a character', (text, expected) => {
    expect(shortened(text).slice(65_500)).toBe(expected.slice(65_500))
  })
})
