import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createBrowserJar } from '../../src/wire/browser-jar.ts'

const NOW = Date.UTC(2026, 0, 1)

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterEach(() => vi.useRealTimers())

const url = (address: string) => new URL(address, 'http://127.0.0.1:3000')

/** What a browser sends to an address after an answer from another with these Set-Cookie lines. */
function sent(lines: readonly string[], from = '/', to = '/'): string {
  const jar = createBrowserJar()
  jar.keep(lines, url(from))
  return jar.headerFor(url(to))
}

describe('what is kept', () => {
  test.each([
    ['sid=1', 'sid=1'],
    ['sid=s%3Aa.b%2Bc; Path=/; HttpOnly', 'sid=s%3Aa.b%2Bc'],
    ['  sid = 1 ; Path=/', 'sid=1'],
    ['sid=a=b', 'sid=a=b'],
    ['novalue', 'novalue'],
    ['sid=', 'sid='],
    ['=', ''],
    ['', ''],
    [`sid=${'x'.repeat(4093)}`, `sid=${'x'.repeat(4093)}`],
    [`sid=${'x'.repeat(4094)}`, ''],
  ])('%s', (line, header) => expect(sent([line])).toBe(header))
})

describe('what browsers drop', () => {
  test.each([
    ['sid=1; SameSite=None', false],
    ['sid=1; SameSite=None; Secure', false],
    ['sid=1; SameSite=Lax', true],
    ['sid=1; SameSite=Strict', true],
    ['sid=1; SameSite=Other', true],
    ['sid=1; Partitioned', false],
    ['sid=1; Secure', false],
    ['__Host-sid=1; Path=/', false],
    ['__host-sid=1; Path=/', false],
    ['__Secure-sid=1', false],
    ['sid=1; Domain=example.com', false],
    ['sid=1; Domain=0.0.1', false],
    ['sid=1; Domain=127.0.0.1', true],
    ['sid=1; Domain=', true],
  ])('%s', (line, kept) => expect(sent([line])).toBe(kept ? 'sid=1' : ''))

  test('over https a Secure cookie is kept, and not sent over http', () => {
    const jar = createBrowserJar()
    const https = new URL('https://shop.example/')
    jar.keep(['__Host-sid=1; Path=/; Secure', 'all=2; Secure; SameSite=None; Domain=.shop.example'], https)
    expect(jar.headerFor(https)).toBe('__Host-sid=1; all=2')
    expect(jar.headerFor(new URL('https://www.shop.example/'))).toBe('all=2')
    expect(jar.headerFor(new URL('https://another-shop.example/'))).toBe('')
    expect(jar.headerFor(new URL('http://shop.example/'))).toBe('')
  })
})

describe('paths', () => {
  test.each([
    // Without Path it is what stands before the last slash of the request.
    ['sid=1', '/login', '/', true],
    ['sid=1', '/shop/login', '/shop', true],
    ['sid=1', '/shop/login', '/shop/cart', true],
    ['sid=1', '/shop/login', '/', false],
    ['sid=1; Path=/shop', '/', '/shop', true],
    ['sid=1; Path=/shop', '/', '/shop/cart', true],
    ['sid=1; Path=/shop', '/', '/shopping', false],
    ['sid=1; Path=/shop/', '/', '/shop', false],
    ['sid=1; Path=/shop/', '/', '/shop/cart', true],
    ['sid=1; Path=shop', '/', '/', true],
  ])('%s from %s to %s', (line, from, to, comes) => expect(sent([line], from, to)).toBe(comes ? 'sid=1' : ''))

  test('two of a name at two paths are two, the longer path first', () => {
    expect(sent(['sid=1; Path=/', 'sid=2; Path=/shop'], '/', '/shop')).toBe('sid=2; sid=1')
  })
})

describe('the end', () => {
  const date = (at: number) => new Date(at).toUTCString()

  test.each([
    ['Max-Age=600', 599_000, 600_000],
    [`Expires=${date(NOW + 600_000)}`, 599_000, 600_000],
    [`Expires=${date(NOW - 1000)}; Max-Age=600`, 599_000, 600_000],
    [`Max-Age=600; Expires=${date(NOW + 5000)}`, 599_000, 600_000],
    [`Max-Age=ten; Expires=${date(NOW + 5000)}`, 4000, 5000],
    ['Max-Age=99999999999', 400 * 86_400_000 - 1, 400 * 86_400_000],
  ])('%s', (attributes, lastSent, firstGone) => {
    const jar = createBrowserJar()
    jar.keep([`sid=1; ${attributes}`], url('/'))
    vi.setSystemTime(NOW + lastSent)
    expect(jar.headerFor(url('/'))).toBe('sid=1')
    vi.setSystemTime(NOW + firstGone)
    expect(jar.headerFor(url('/'))).toBe('')
  })

  test.each([['Expires=soon'], ['Expires=0'], ['Path=/']])('%s: until the browser is closed', (attributes) => {
    const jar = createBrowserJar()
    jar.keep([`sid=1; ${attributes}`], url('/'))
    vi.setSystemTime(NOW + 10 * 365 * 86_400_000)
    expect(jar.headerFor(url('/'))).toBe('sid=1')
  })

  test.each([['Max-Age=0'], ['Max-Age=-1'], ['Expires=Thu, 01 Jan 1970 00:00:00 GMT']])(
    '%s takes away the cookie of that name and path, and no other',
    (attributes) => {
      expect(sent(['sid=1', 'other=2', `sid=; ${attributes}`])).toBe('other=2')
      expect(sent(['sid=1; Path=/', `sid=; Path=/shop; ${attributes}`], '/', '/shop')).toBe('sid=1')
    },
  )
})

test('a new value keeps the place of the old one', () => {
  expect(sent(['one=1', 'two=2', 'one=3'])).toBe('one=3; two=2')
})

test('each jar is one browser', () => {
  const jar = createBrowserJar()
  jar.keep(['sid=1'], url('/'))
  expect(createBrowserJar().headerFor(url('/'))).toBe('')
})
