import cookieParser from 'cookie-parser'
import express, { type Express } from 'express'
import session, { type CookieOptions } from 'express-session'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'
import { codesOf, inspectOne, NOW } from './inspect-one.ts'
import { request } from './server.ts'

// Holds what findings advise, and the causes that they name, against the installed express-session, cookie-parser and Express.

/** What a browser behind a proxy that ends https gets: the Set-Cookie lines. */
async function throughProxy(cookie: CookieOptions, prepare: (app: Express) => void = () => {}): Promise<string[]> {
  const app = express().set('env', 'test')
  prepare(app)
  app.use(session({ secret: 'k'.repeat(32), resave: false, saveUninitialized: true, cookie }))
  app.use((_, response) => void response.end())
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-forwarded-proto': 'https' } })
    await response.text()
    return response.headers.getSetCookie()
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const trusting = (app: Express) => void app.set('trust proxy', 1)

const messageOf = (line: string, code: string, now = NOW): string => {
  const found = inspectPaste(line, { now }).cookies.flatMap(({ report }) => report.findings)
  return found.find((finding) => finding.code === code)?.message ?? `no ${code}`
}

describe('Secure behind a proxy that ends https', () => {
  test.each<[CookieOptions['secure'], number, number]>([
    [true, 0, 0],
    ['auto', 1, 0],
  ])('secure: %s without trust proxy: %i cookies, %i of them secure', async (secure, cookies, secured) => {
    const lines = await throughProxy({ secure })
    expect([lines.length, lines.filter((line) => line.includes('; Secure')).length]).toEqual([cookies, secured])
  })

  test('secure: true with trust proxy is what the advice is, and works', async () => {
    const [line = ''] = await throughProxy({ secure: true, httpOnly: true, sameSite: 'lax' }, trusting)
    expect(line).toContain('; Secure')
    expect(codesOf(inspectOne(line, []))).not.toContain('warning no-secure')
  })

  test.each([
    ['no-secure', 'a=1; Path=/'],
    ['same-site-none-insecure', 'a=1; SameSite=None'],
    ['partitioned-insecure', 'a=1; Partitioned'],
    ['secure-prefix', '__Secure-a=1; Path=/'],
    ['host-prefix', '__Host-a=1; Path=/'],
  ])('%s speaks of trust proxy, and not of auto', (code, line) => {
    const message = messageOf(`Set-Cookie: ${line}`, code)
    expect(message).toContain("app.set('trust proxy', 1)")
    expect(message).not.toContain("'auto'")
  })
})

describe('an end in the past', () => {
  test('of a line that was just sent: express-session writes it for a negative maxAge, and one that was fixed', async () => {
    for (const cookie of [{ maxAge: -5000 }, { expires: new Date('2020-01-01') }]) {
      const [line = ''] = await throughProxy(cookie)
      expect(messageOf(`Set-Cookie: ${line}`, 'expired', Date.now() + 1000)).toMatch(/^Expires is in the past/)
    }
  })

  test('of a line that was right when it was sent is not said to be dropped', async () => {
    const [line = ''] = await throughProxy({ maxAge: 60_000 })
    const sent = Date.now()
    expect(messageOf(`Set-Cookie: ${line}`, 'expired', sent)).toBe('no expired')
    const later = messageOf(`Set-Cookie: ${line}`, 'expired', sent + 86_400_000)
    expect(later).toContain('as from a log, the cookie has ended since')
    expect(later).toContain('if it was sent just now, the browser drops it at once')
  })

  test.each(['0', '-1'])('Max-Age=%s is dropped at once, whenever it came', (maxAge) => {
    const message = messageOf(`Set-Cookie: a=1; Max-Age=${maxAge}; Expires=Fri, 01 Jan 2100 00:00:00 GMT`, 'expired')
    expect(message).toMatch(/^Max-Age is not above zero/)
  })
})

describe('a date that is none', () => {
  const cause = 'See whether `cookie.maxAge` is NaN'

  test('Invalid Date names its cause', () => {
    expect(messageOf('Set-Cookie: a=1; Expires=Invalid Date', 'expires-unreadable')).toContain(cause)
    expect(messageOf('Set-Cookie: a=1; Expires=tomorrow', 'expires-unreadable')).not.toContain(cause)
  })

  test.each<[string, CookieOptions]>([
    ['maxAge: NaN', { maxAge: Number.NaN }],
    ['expires: new Date(NaN)', { expires: new Date(Number.NaN) }],
  ])('the installed express-session sends no cookie with %s', async (_, cookie) => {
    expect(await throughProxy(cookie)).toEqual([])
  })
})

/** What a server finds in `request.cookies`. */
const readByCookieParser = (value: string): unknown => cookieParser.JSONCookies({ a: value })['a']

describe('JSON', () => {
  const deep = `${'['.repeat(150)}${']'.repeat(150)}`

  test.each(['null', 'false', '0', '-0', '""'])('%s behind j: is not said to be read', (json) => {
    expect(readByCookieParser(`j:${json}`)).toBe(`j:${json}`)
    const message = messageOf(`a=${encodeURIComponent(`j:${json}`)}`, 'unsigned')
    expect(message).toContain('cookie-parser leaves it as text')
  })

  test.each(['{}', '[]', 'true', '1', '"a"'])('%s behind j: is said to be read', (json) => {
    expect(readByCookieParser(`j:${json}`)).toEqual(JSON.parse(json))
    const message = messageOf(`a=${encodeURIComponent(`j:${json}`)}`, 'unsigned')
    expect(message).toContain('cookie-parser reads that too')
  })

  test('that is nested too deep is not said to be none, because cookie-parser reads it', () => {
    expect(cookieParser.JSONCookie(`j:${deep}`)).toEqual(JSON.parse(deep))
    const message = messageOf(`a=${encodeURIComponent(`j:${deep}`)}`, 'malformed')
    expect(message).toMatch(/^From character 103 on the JSON in this value is nested more than 100 levels deep/)
  })

  test('that is nested too deep in a token is not said to be none either', () => {
    const part = (value: string) => Buffer.from(value).toString('base64url')
    const token = `${part('{"alg":"HS256"}')}.${part(`{"a":${deep}}`)}.abc`
    const message = messageOf(token, 'malformed')
    expect(message).toContain('nested more than 100 levels deep')
    expect(message).toMatch(
      /other programs may read it\. Keep such data in the session, where the cookie holds only the id\.$/,
    )
  })

  test('in base64 without a signature is not said to be signed', async () => {
    const { cookies } = await request((_req, res, next) => {
      res.append('Set-Cookie', `state=${Buffer.from('{"iv":"a","value":"b","mac":"c"}').toString('base64')}`)
      next()
    })
    expect(messageOf(cookies[0] ?? '', 'readable-data')).not.toContain('signed')
  })
})

describe('how Expires is read', () => {
  test.each([
    ['2026-12-01T00:00:00.000Z', false],
    ['Tue, 01 Dec 2026 00:00:00 GMT', true],
    ['Tue Dec  1 00:00:00 2026', true],
    ['December 2026', false],
  ])('%s is a date for browsers: %s', (text, isDate) => {
    const { end, report } = inspectOne(`Set-Cookie: a=1; Expires=${text}`, [])
    expect(end !== null).toBe(isDate)
    expect(report.findings.some(({ code }) => code === 'expires-unreadable')).toBe(!isDate)
  })
})
