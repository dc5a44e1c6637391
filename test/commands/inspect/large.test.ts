import { sign } from 'cookie-signature'
import { spawn, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { run, temporaryFolder } from '../../support/run.ts'

// Megabytes; ten of each take a minute.
const LARGE = process.env['TORTURE'] ? 10 : 3

/** As many characters. */
const LENGTH = LARGE * 1024 * 1024

/** How many megabytes more they may take than a small paste: 100 where there are ten, and no more for each than then. */
const ROOM = 20 + 8 * LARGE

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
  return { peak: Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1024, stdout, stderr }
}

/** As often as it fits into a large paste. */
const filled = (text: string): string => text.repeat(LENGTH / text.length)

const X = 'x'.repeat(LENGTH)
const LIST = `[${filled('{"a":1,"b":[1,2,{"c":"d"}]},')}1]`
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const MAC = 'a'.repeat(43)

/** Each is another one. */
function sessions(): string {
  const pairs: string[] = []
  for (let [i, length] = [0, 0]; length < LENGTH; i += 1)
    length += pairs.push(`s${i}=eyJhIjoxfQ==; s${i}.sig=abcdefghijklmnopqrstuvwxyz1; `) && 58
  return pairs.join('')
}

/** The peak of a small paste in MB. */
let small = 0
beforeAll(async () => {
  small = (await peakOf('sid=1', '--json')).peak
})

// On a busy machine five of these at once take their time.
describe.concurrent(`${LARGE} MB take at most ${ROOM} MB more than a small paste`, { timeout: 300_000 }, () => {
  // A single character beyond Latin-1 makes a text of two bytes a character of the whole.
  test.each<[string, string]>([
    ['pairs and a quotation mark', `Cookie: ${filled('a=b; ')}q=’`],
    ['one value', `sid=${X}`],
    ['one signed value', `sid=s:${X}.${MAC}`],
    ['one signed value, URL-encoded', `sid=s%3A${X}%F0%9F%8D%AA.${MAC}`],
    ['JSON behind j:', `j:${LIST}`],
    ['signed JSON', `s:j:${LIST.slice(0, -1)},"’"].${MAC}`],
    ['a token', `eyJhbGciOiJIUzI1NiJ9.${base64(X.slice(0, (LENGTH * 3) / 4))}.${MAC}`],
    ['a session in base64', `session=${base64(`{"a":"${X.slice(0, (LENGTH * 3) / 4)}"}`)}; session.sig=abc`],
    ['a curl command', `curl http://x/ -H 'Cookie: ${filled('a=b; ')}'`],
    ['a curl command with escapes', `curl http://x/ -H $'Cookie: a=b; ${filled("\\u0021\\'")}'`],
    ['a long value in a curl command', `curl http://x/ -b 'sid=${X}🍪'`],
    ['lines of one word', filled('word\n')],
    ['one signed value that is broken into lines', `s:${filled('abcd\n')}.${MAC}`],
    ['a list of numbers', `["cookie=’",${filled('1,')}1]`],
    ['a list of numbers in an object', `{"cookie":"a=’","x":[${filled('1,')}1]}`],
    ['sessions with their signatures', `Cookie: ${sessions()}q=’`],
    ['lines of a table', filled('name\tvalue\t/\n')],
    ['Set-Cookie lines', filled('Set-Cookie: a=b; Path=/; HttpOnly\n')],
    ['Set-Cookie lines joined with commas', `Set-Cookie: a=b;${filled(',name=value; Path=/; ')}`],
    ['JSON without cookies', LIST],
    ['a list of pairs', `[${filled('"name=value",')}"a=b"]`],
    ['requests as a HAR file holds them', `[${filled('{"headers":[{"name":"Cookie","value":"a=b"}],"time":1},')}1]`],
    ['semicolons', ';'.repeat(LENGTH)],
  ])('%s', async (_, paste) => {
    const large = await peakOf(paste, '--json')
    expect(small).toBeGreaterThan(20)
    expect(large.stderr).toMatch(/^maxRSS \d+$/)
    expect(large.peak - small).toBeLessThan(ROOM)
    expect(large.stdout.length).toBeLessThan(3_000_000)
    expect(JSON.parse(large.stdout)).toHaveProperty('cookies')
  })

  test.each<[string, string]>([
    ['one signed value', `sid=s:${X}.${MAC}`],
    ['Set-Cookie lines', filled('Set-Cookie: a=b; Path=/; HttpOnly\n')],
  ])('on the screen, too: %s', async (_, paste) => {
    const large = await peakOf(paste)
    expect(large.stderr).toMatch(/^maxRSS \d+$/)
    expect(large.peak - small).toBeLessThan(ROOM)
    expect(large.stdout.length).toBeLessThan(3_000_000)
  })
})

describe('a value of more than 1 MB', () => {
  const Y = 'y'.repeat(1_100_000)
  const part = (text: string) => Buffer.from(text).toString('base64url')
  const told = async (cookie: string, ...flags: string[]) => {
    const { code, stdout } = await run(['inspect', '--cookie', cookie, '--json', ...flags])
    const [report] = (JSON.parse(stdout) as { cookies: [Record<string, unknown>] }).cookies
    const codes = (report['findings'] as { code: string }[]).map((finding) => finding.code)
    const screen = (await run(['inspect', '--all', '--cookie', cookie, ...flags])).stdout.replaceAll(/\s+/g, ' ')
    return { code, report, codes, screen }
  }
  const session = base64(JSON.stringify({ a: Y }))
  const keygrip = (name: string) => createHmac('sha1', 'k').update(`${name}=${session}`).digest('base64url')
  const token = `${part('{"alg":"HS256"}')}.${part(JSON.stringify({ a: Y }))}`
  const jwt = `${token}.${createHmac('sha256', 'k').update(token).digest('base64url')}`

  test.each([
    ['JSON', `j:${JSON.stringify({ a: Y })}`, 'cookie-parser-json', 'Whether JSON follows was not checked'],
    ['what is no JSON', `j:{${Y}`, 'cookie-parser-json', 'Whether JSON follows was not checked'],
    ['a session', session, 'cookie-session', 'Whether it is JSON was not checked'],
    ['a token', jwt, 'jwt', 'Whether its long payload is JSON was not checked'],
  ])('is not taken apart, and nothing is claimed that was not checked: %s', async (_, cookie, kind, words) => {
    const { report, codes, screen } = await told(cookie)
    expect(report).toMatchObject({ kind, fault: null })
    expect(codes).toContain('not-read')
    expect(codes).not.toContain('readable-data')
    expect(screen).toContain(words)
    expect(screen).toContain('whether the rest is right was not checked')
    expect(screen).not.toMatch(/This is JSON|The data below|encrypted JSON Web Token/)
  })

  test.each([
    ['a value', `sid=s:${sign(Y, 'k')}`],
    ['a value with characters of four bytes', `sid=s:${sign(`y${'🍪'.repeat(600_000)}`, 'k')}`],
    ['a value, URL-encoded', `sid=${encodeURIComponent(`s:${sign(`${Y}.+`, 'k')}`)}`],
    ['JSON', `s:${sign(`j:${JSON.stringify({ a: Y })}`, 'k')}`],
    ['a session', `Cookie: a=${session}; a.sig=${keygrip('a')}`],
    ['a token', jwt],
  ])('has its signature checked as a whole: %s', async (_, cookie) => {
    const right = await told(cookie, '--secret', 'k')
    expect([right.code, right.report['verified']]).toEqual([0, true])
    expect(right.screen).toContain('same text: right')
    const wrong = await told(cookie.replace('yyyy', 'yzyy').replace('🍪', '🍩').replace('eX', 'eY'), '--secret', 'k')
    expect([wrong.code, wrong.report['verified']]).toEqual([1, false])
  })

  test('may be signed with a published secret', async () => {
    const { report } = await told(`sid=s:${sign(`${Y}ü`, 'keyboard cat')}`)
    expect(report['weakSecret']).toBe('keyboard cat')
  })
})

test('long strings in JSON are passed over when its depth is measured', async () => {
  const har = JSON.stringify({ request: { cookie: 'a=1', body: 'x"[\\'.repeat(4_000_000) } })
  const { stdout } = await peakOf(har, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ cookies: [{ name: 'a', value: '1' }] })
})

test('standard input that is a folder cannot be read', () => {
  const folder = openSync(temporaryFolder(), 'r')
  try {
    for (const flags of [['--cookie', '-'], ['--batch'], ['--cookie', 's:a.b', '--wordlist', '-']]) {
      const bin = path.join(packageRoot, 'bin', 'session-tutor.js')
      const { stderr, status } = spawnSync(process.execPath, [bin, 'inspect', ...flags], {
        stdio: [folder, 'pipe', 'pipe'],
        encoding: 'utf8',
      })
      expect([stderr.split('\n')[0], status]).toEqual(['Standard input cannot be read.', 2])
    }
  } finally {
    closeSync(folder)
  }
})

describe('many cookies', () => {
  const right = `sid=${encodeURIComponent(`s:${sign('id', 'k')}`)}`
  const wrong = `sid=${encodeURIComponent(`s:${sign('id', 'other')}`)}`
  const header = (count: number, last: string) => `Cookie: ${`${right}; `.repeat(count)}${last}`

  test('1,000 are listed, and the rest is counted', async () => {
    const { stdout } = await run(['inspect', '--cookie', header(1500, right), '--json'])
    const { cookies, more } = JSON.parse(stdout) as { cookies: unknown[]; more: number }
    expect([cookies.length, more]).toEqual([1000, 501])
    const screen = await run(['inspect', '--all', '--cookie', header(1500, right)])
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
    const screen = await run(['inspect', '--all', '--cookie', cookie, '--secret', 'k'])
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
      const { code, stdout } = await run(['inspect', '--all', '--cookie', cookie, ...flags])
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
})
