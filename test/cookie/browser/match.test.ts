import { describe, expect, test } from 'vitest'
import { goesTo, isWithin } from '../../../src/cookie/browser/goes-to.ts'
import { receive } from '../../../src/cookie/browser/receive.ts'
import type { RequestContext } from '../../../src/cookie/browser/same-site.ts'

/** The cookie that a browser keeps of a line. */
function kept(line: string, from: string, context: RequestContext = {}) {
  const cookie = receive(line, new URL(from), 0, context)
  if (cookie === null) throw new Error(`${line} is dropped`)
  return cookie
}

describe('the path of a cookie that names none (5.1.4; 5.6.4)', () => {
  test.each([
    ['', '/', '/'],
    ['', '/shop', '/'],
    ['', '/shop/', '/shop'],
    ['', '/shop/cart', '/shop'],
    ['; Path=', '/shop/cart', '/shop'],
    ['; Path=cart', '/shop/cart', '/shop'],
    ['; Path=shop/', '/shop/cart', '/shop'],
    ['; Path=/cart', '/shop/cart', '/cart'],
    ['; Path=/', '/shop/cart', '/'],
  ])('%j from %s: %s', (attributes, from, path) => {
    expect(kept(`a=1${attributes}`, `https://shop.example${from}`).path).toBe(path)
  })
})

describe('whether a path lies below that of a cookie (5.1.4)', () => {
  test.each([
    ['/', '/', true],
    ['/', '/shop', true],
    ['/shop', '/shop', true],
    ['/shop', '/shop/', true],
    ['/shop', '/shop/cart', true],
    ['/shop/', '/shop/cart', true],
    ['/shop/', '/shop/', true],
    ['/shop/', '/shop', false],
    ['/shop', '/shopping', false],
    ['/shop', '/', false],
    ['/shop', '/my/shop', false],
    ['/shop', '/SHOP', false],
    ['/cart/', '/shop/', false],
    ['/shop', '/cart/', false],
    ['/shop', '/mine/', false],
  ])('%s goes to %s: %s', (path, to, expected) => {
    const cookie = kept(`a=1; Path=${path}`, 'https://shop.example/')
    expect(isWithin(cookie, new URL(to, 'https://shop.example/'))).toBe(expected)
  })
})

describe('a cookie with Secure goes over https only (5.8.3)', () => {
  test.each([
    ['; Secure', 'https://shop.example/', true],
    ['; Secure', 'http://shop.example/', false],
    ['', 'https://shop.example/', true],
    ['', 'http://shop.example/', true],
  ])('%j to %s: %s', (attributes, to, expected) => {
    expect(isWithin(kept(`a=1${attributes}`, 'https://shop.example/'), new URL(to))).toBe(expected)
  })
})

describe('an address has no subdomains, and a name that looks like one has (5.1.3)', () => {
  test.each([
    ['127.0.0.1', 'https://127.0.0.1/', true],
    ['1.example', 'https://a.1.example/', true],
    ['1.example', 'https://2.1.example/', true],
    ['shop.example', 'https://www.shop.example/', true],
    ['shop.example', 'https://eshop.example/', false],
  ])('Domain=%s goes to %s: %s', (domain, to, expected) => {
    expect(isWithin(kept(`a=1; Domain=${domain}`, `https://${domain}/`), new URL(to))).toBe(expected)
  })
})

// draft-cutler-httpbis-partitioned-cookies
describe('a browser that blocks third-party cookies', () => {
  const OTHER_PAGE = new URL('https://www.other.example/')
  const shop = new URL('https://shop.example/')
  const frame: RequestContext = {
    from: new URL('https://www.other.example/'),
    navigation: false,
    blocksThirdParty: true,
  }
  const none = 'a=1; Secure; SameSite=None'

  test.each<[string, string, RequestContext, RequestContext, boolean]>([
    ['the shop in a page of another site', none, {}, frame, false],
    ['the same, but it blocks none', none, {}, { from: OTHER_PAGE, navigation: false }, true],
    ['in a page of its own', none, {}, { ...frame, from: shop }, true],
    ['as a page of its own', none, {}, { ...frame, navigation: true }, true],
    ['with Partitioned, where it was set', `${none}; Partitioned`, frame, frame, true],
    ['set where nothing is blocked', `${none}; Partitioned`, {}, frame, false],
    [
      'with Partitioned, in a page of a third site',
      `${none}; Partitioned`,
      frame,
      { ...frame, from: new URL('https://third.example/') },
      false,
    ],
    [
      'with Partitioned, in another page of the site',
      `${none}; Partitioned`,
      frame,
      { ...frame, from: new URL('https://other.example:8443/') },
      true,
    ],
    ['set in a page of another site, asked by itself', `${none}; Partitioned`, frame, {}, false],
    ['set by itself, asked by itself', `${none}; Partitioned`, {}, {}, true],
    [
      'set and asked by itself, however it was called',
      `${none}; Partitioned`,
      { ...frame, navigation: true },
      {},
      true,
    ],
  ])('%s', (_, line, setIn, askedIn, expected) => {
    expect(goesTo(kept(line, shop.href, setIn), shop, 0, askedIn)).toBe(expected)
  })

  test('remembers under which site a cookie with Partitioned was kept, and of others nothing', () => {
    expect(kept(`${none}; Partitioned`, shop.href, frame).partition).toBe('https://other.example')
    expect(kept(`${none}; Partitioned`, shop.href).partition).toBe('https://shop.example')
    expect(kept(none, shop.href)).not.toHaveProperty('partition')
  })
})
