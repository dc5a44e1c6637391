import * as fc from 'fast-check'
import supertest from 'supertest'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createBrowserJar } from '../../../src/wire/jar/browser-jar.ts'

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

describe('what browsers drop: 5.7, steps 10, 13 and 19 to 21', () => {
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

describe('paths (5.1.4; 5.6.4)', () => {
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

  test('two of a name at two paths are two, the longer path first (5.8.3, step 4)', () => {
    expect(sent(['sid=1; Path=/', 'sid=2; Path=/shop'], '/', '/shop')).toBe('sid=2; sid=1')
  })
})

describe('the end (5.5; 5.7, step 6)', () => {
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

test('a new value keeps the place of the old one (5.7, step 23)', () => {
  expect(sent(['one=1', 'two=2', 'one=3'])).toBe('one=3; two=2')
})

describe('over http no cookie comes beside one with Secure that it would stand in for (5.7, step 16)', () => {
  const https = new URL('https://shop.example/')

  test.each([
    // The example of the note there: a Secure cookie at /login.
    ['a=2; Path=/login', 'a=1; Path=/', '/', true],
    ['a=2; Path=/login', 'a=1; Path=/foo', '/foo', true],
    ['a=2; Path=/login', 'a=1; Path=/login', '/login', false],
    ['a=2; Path=/login', 'a=1; Path=/login/en', '/login/en', false],
    ['a=2; Path=/login', 'b=1; Path=/login', '/login', true],
    ['a=2; Path=/', 'a=1; Path=/login', '/login', false],
    ['a=2; Path=/', 'a=; Path=/; Max-Age=0', '/', false],
    // The domain of the one lies below that of the other, or is the same.
    ['a=2; Path=/', 'a=1; Path=/', '//www.shop.example/', false],
    ['a=2; Path=/; Domain=shop.example', 'a=1; Path=/', '//www.shop.example/', false],
    ['a=2; Path=/', 'a=1; Path=/; Domain=shop.example', '//www.shop.example/', false],
    ['a=2; Path=/', 'a=1; Path=/', '//other.example/', true],
  ])('beside %s %s comes from %s: %s', (secure, plain, place, kept) => {
    const jar = createBrowserJar()
    jar.keep([`${secure}; Secure`], https)
    const asked = new URL(place, 'http://shop.example/')
    jar.keep([plain], asked)
    expect(jar.headerFor(asked)).toBe(kept ? plain.split(';')[0] : '')
    expect(jar.headerFor(new URL('/login', https)).split('; ')).toContain('a=2')
  })

  test('nor one for a domain beside a Secure one below it', () => {
    const jar = createBrowserJar()
    jar.keep(['a=2; Secure'], new URL('https://www.shop.example/'))
    jar.keep(['a=1', 'b=1'], new URL('http://shop.example/'))
    expect(jar.headerFor(new URL('http://shop.example/'))).toBe('b=1')
  })

  test('over https it may be replaced', () => {
    const jar = createBrowserJar()
    jar.keep(['a=2; Secure', 'a=1'], https)
    expect(jar.headerFor(new URL('http://shop.example/'))).toBe('a=1')
  })
})

describe('whatever is set', () => {
  const line = fc
    .record({
      name: fc.constantFrom('a', 'b', 'c'),
      value: fc.nat(9),
      path: fc.constantFrom('', '; Path=/', '; Path=/shop', '; Path=/shop/cart'),
      end: fc.constantFrom('', '; Max-Age=0', '; Max-Age=5', '; Max-Age=50'),
    })
    .map(({ name, value, path, end }) => `${name}=${value}${path}${end}`)
  const lines = fc.array(line, { maxLength: 20 })

  test('longer paths come first, and then what was there first (5.8.3, step 4)', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const jar = createBrowserJar()
        // The value says where a cookie comes from: the path, and which place it has among those that were there first.
        const first = new Map<string, number>()
        for (const [index, text] of all.entries()) {
          const path = /Path=([^;]+)/.exec(text)?.[1] ?? '/'
          const key = `${text[0]} ${path}`
          if (text.includes('Max-Age=0')) first.delete(key)
          else if (!first.has(key)) first.set(key, index)
          const place = `${path.length * 100 - (first.get(key) ?? 0)}`
          jar.keep([text.replace(/=\d/, `=${place}`)], url('/'))
        }
        const header = jar.headerFor(url('/shop/cart'))
        const places = header === '' ? [] : header.split('; ').map((pair) => Number(pair.split('=')[1]))
        expect(places).toEqual(places.toSorted((one, other) => other - one))
        expect(places).toHaveLength(first.size)
      }),
    )
  })

  test('it comes out the same whether the lines come in one answer or in many', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const [one, many] = [createBrowserJar(), createBrowserJar()]
        one.keep(all, url('/'))
        for (const text of all) many.keep([text], url('/'))
        expect(one.headerFor(url('/shop/cart'))).toBe(many.headerFor(url('/shop/cart')))
      }),
    )
  })

  test('where the jar of superagent knows the rules, it sends the same', () => {
    // It knows neither Max-Age nor the order of paths, and sends one cookie of a name.
    const known = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.nat(9),
      path: fc.constantFrom('', '; Path=/'),
      flag: fc.constantFrom('', '; HttpOnly', '; Secure'),
      end: fc.constantFrom('', ...[-1000, 0, 1000].map((ms) => `; Expires=${new Date(NOW + ms).toUTCString()}`)),
    })
    fc.assert(
      fc.property(fc.array(known, { maxLength: 12 }), (all) => {
        const https = new URL('https://shop.example/')
        const [ours, theirs] = [createBrowserJar(), supertest.agent('').jar]
        for (const { name, value, path, flag, end } of all) {
          const text = `${name}=${value}${path}${flag}${end}`
          ours.keep([text], https)
          theirs.setCookies([text], https.hostname, '/')
        }
        for (const secure of [true, false]) {
          const header = ours.headerFor(new URL(`${secure ? 'https' : 'http'}://shop.example/`))
          const access = { domain: https.hostname, path: '/', secure, script: false }
          expect(header.split('; ').toSorted()).toEqual(
            theirs.getCookies(access).toValueString().split('; ').toSorted(),
          )
        }
      }),
    )
  })
})

test('each jar is one browser', () => {
  const jar = createBrowserJar()
  jar.keep(['sid=1'], url('/'))
  expect(createBrowserJar().headerFor(url('/'))).toBe('')
})
