import { describe, expect, test } from 'vitest'
import { isSameSite, type RequestContext } from '../../../src/cookie/browser/same-site.ts'
import { createBrowserJar } from '../../../src/wire/jar/browser-jar.ts'

const NOW = Date.UTC(2026, 0, 1)
const SHOP = new URL('https://shop.example/cart')
const SHOP_PAGE = new URL('https://www.shop.example/')
const OTHER_PAGE = new URL('https://other.example/')

/** Whether a cookie of the shop goes along with a request to it. @param age of the cookie, in milliseconds */
function goesAlong(attributes: string, context: RequestContext, age = 3_600_000): boolean {
  let time = NOW
  const jar = createBrowserJar({ now: () => time })
  jar.keep([`sid=1; Path=/; Secure${attributes}`], SHOP)
  time += age
  return jar.headerFor(SHOP, context) !== ''
}

describe('which requests stay within a site (5.2)', () => {
  test.each([
    ['https://shop.example/', 'https://shop.example/', true],
    ['https://shop.example/', 'https://www.shop.example/', true],
    ['https://a.shop.example/', 'https://b.shop.example/', true],
    ['https://shop.example:8443/', 'https://shop.example/', true],
    ['https://shop.example/', 'https://other.example/', false],
    ['https://shop.example/', 'https://shop.example.evil.test/', false],
    ['https://shop.example/', 'https://evilshop.example/', false],
    // The scheme is part of the site.
    ['https://shop.example/', 'http://shop.example/', false],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:4000/', true],
    ['http://127.0.0.1/', 'http://127.0.0.2/', false],
    ['http://127.0.0.1/', 'http://10.0.0.1/', false],
    ['http://[::1]/', 'http://[::1]:1/', true],
    ['http://[::1]/', 'http://[::2]/', false],
    ['http://localhost/', 'http://localhost:3000/', true],
    ['http://localhost/', 'http://127.0.0.1/', false],
    ['http://a.localhost/', 'http://b.localhost/', false],
    ['http://a.localhost/', 'http://localhost/', false],
    ['http://one/', 'http://two/', false],
    // A name may begin or end with digits.
    ['https://a.1shop.example/', 'https://b.1shop.example/', true],
    ['https://a.shop.example1/', 'https://b.shop.example1/', true],
    ['https://shop.example/', 'data:text/html,shop.example', false],
  ])('%s, from a page at %s: %s', (to, from, expected) => {
    expect(isSameSite(new URL(to), { from: new URL(from) })).toBe(expected)
  })

  test('a request that no page starts stays within it', () => {
    expect(isSameSite(SHOP, {})).toBe(true)
    expect(isSameSite(SHOP, { from: null })).toBe(true)
  })

  test('without the list of public suffixes two shops at co.uk are taken for one site', () => {
    expect(isSameSite(new URL('https://one.co.uk/'), { from: new URL('https://two.co.uk/') })).toBe(true)
  })
})

describe('which cookies go along (5.8.3)', () => {
  const REQUESTS: readonly (readonly [string, RequestContext])[] = [
    ['typed', {}],
    ['a link of the site', { from: SHOP_PAGE }],
    ['a form of the site', { from: SHOP_PAGE, method: 'POST' }],
    ['a fetch() of the site', { from: SHOP_PAGE, method: 'POST', navigation: false }],
    ['a link of another site', { from: OTHER_PAGE }],
    ['a link of another site, asked with HEAD', { from: OTHER_PAGE, method: 'head' }],
    ['a form of another site', { from: OTHER_PAGE, method: 'POST' }],
    ['a DELETE of another site', { from: OTHER_PAGE, method: 'DELETE' }],
    ['an image of another site', { from: OTHER_PAGE, navigation: false }],
    ['a fetch() of another site', { from: OTHER_PAGE, method: 'POST', navigation: false }],
  ]
  // By mode: which of these requests it goes along with.
  test.each([
    ['; SameSite=None', '1111111111'],
    ['; SameSite=none', '1111111111'],
    ['; SameSite=Lax', '1111110000'],
    ['; samesite=LAX', '1111110000'],
    ['; SameSite=Strict', '1111000000'],
    // 5.6.7: Lax by default, and for what no browser knows; the last one counts.
    ['', '1111110000'],
    ['; SameSite', '1111110000'],
    ['; SameSite=Maybe', '1111110000'],
    ['; SameSite=Strict; SameSite=Maybe', '1111110000'],
    ['; SameSite=None; SameSite=Strict', '1111000000'],
    ['; SameSite=Strict; SameSite=None', '1111111111'],
  ])('%s', (attributes, expected) => {
    const along = REQUESTS.filter(([, context]) => goesAlong(attributes, context)).map(([name]) => name)
    expect(along).toEqual(REQUESTS.flatMap(([name], index) => (expected[index] === '1' ? [name] : [])))
  })

  test('http to a host is another site than https to it', () => {
    const from = new URL('http://shop.example/')
    expect(goesAlong('; SameSite=Lax', { from, method: 'POST' })).toBe(false)
    expect(goesAlong('; SameSite=Lax', { from })).toBe(true)
  })
})

describe('a new cookie without SameSite goes along with a form of another site (5.6.7.2)', () => {
  const FORM: RequestContext = { from: OTHER_PAGE, method: 'POST' }
  test.each([
    ['', 120_000, FORM, true],
    ['', 120_001, FORM, false],
    ['; SameSite=Maybe', 0, FORM, true],
    ['; SameSite=Lax', 0, FORM, false],
    ['; SameSite=Strict', 0, FORM, false],
    ['', 0, { ...FORM, navigation: false }, false],
  ])('%s after %i ms', (attributes, age, context, expected) =>
    expect(goesAlong(attributes, context, age)).toBe(expected),
  )

  test('setting it again makes no cookie new (5.7, step 23)', () => {
    let time = NOW
    const jar = createBrowserJar({ now: () => time })
    jar.keep(['sid=1; Secure'], SHOP)
    time += 120_001
    jar.keep(['sid=2; Secure'], SHOP)
    expect(jar.headerFor(SHOP, FORM)).toBe('')
    jar.keep(['sid=; Max-Age=0; Secure', 'sid=3; Secure'], SHOP)
    expect(jar.headerFor(SHOP, FORM)).toBe('sid=3')
  })
})

describe('what the answer to a request of another site may set (5.7, step 18)', () => {
  const image: RequestContext = { from: OTHER_PAGE, navigation: false }
  test.each([
    ['sid=1; Secure', image, false],
    ['sid=1; Secure; SameSite=Maybe', image, false],
    ['sid=1; Secure; SameSite=Lax', image, false],
    ['sid=1; Secure; SameSite=Strict', image, false],
    ['sid=1; Secure; SameSite=None', image, true],
    ['sid=1; Secure; SameSite=Strict', { ...image, from: SHOP_PAGE }, true],
    ['sid=1; Secure; SameSite=Strict', { from: OTHER_PAGE }, true],
    ['sid=1; Secure; SameSite=Strict', { from: OTHER_PAGE, method: 'POST' }, true],
  ])('%s', (line, context, kept) => {
    const jar = createBrowserJar()
    jar.keep([line], SHOP, context)
    expect(jar.headerFor(SHOP)).toBe(kept ? 'sid=1' : '')
  })

  test('nor may it delete what is there', () => {
    const jar = createBrowserJar()
    jar.keep(['sid=1'], SHOP)
    jar.keep(['sid=; Max-Age=0'], SHOP, image)
    expect(jar.headerFor(SHOP)).toBe('sid=1')
  })
})
