import { describe, expect, test } from 'vitest'
import { flawOf, receive, refusalOf } from '../../../src/cookie/browser/receive.ts'
import { createBrowserJar } from '../../../src/wire/jar/browser-jar.ts'

/** What a browser sends back to an address that sent it these lines. */
function sent(lines: readonly string[], address = 'https://shop.example/'): string {
  const jar = createBrowserJar()
  jar.keep(lines, new URL(address))
  return jar.headerFor(new URL(address))
}

describe('a control character drops the whole line, a tab does not (5.6, step 1)', () => {
  test.each([
    ['sid=a\0b', ''],
    ['sid=a\u0008', ''],
    ['sid=a\u001f', ''],
    ['sid=a\u007f', ''],
    ['s\u0001id=a', ''],
    ['sid=a; Path=/\u0001', ''],
    ['sid=a; X=\r', ''],
    ['sid=a\tb', 'sid=a\tb'],
    ['\tsid\t=\ta\t;\tPath=/', 'sid=a'],
    ['sid=caf\u00c3\u00a9', 'sid=caf\u00c3\u00a9'],
  ])('%j', (line, header) => expect(sent([line])).toBe(header))
})

test('only spaces and tabs are taken off a name and a value (5.6, step 4)', () => {
  expect(sent(['sid=\u00a0a\u00a0'])).toBe('sid=\u00a0a\u00a0')
})

describe('4096 bytes of name and value are the most (5.6, step 5; 5.7, step 4)', () => {
  test.each([
    [`sid=${'x'.repeat(4093)}`, true],
    [`sid=${'x'.repeat(4094)}`, false],
    [`${'n'.repeat(4096)}=`, true],
    [`${'n'.repeat(4097)}=`, false],
    // Each byte of a header comes as one character.
    [`sid=${'\u00e9'.repeat(4093)}`, true],
    [`sid=${'\u00e9'.repeat(4094)}`, false],
    [`sid=1; X=${'x'.repeat(8192)}`, true],
  ])('%#', (line, kept) => expect(sent([line]) !== '').toBe(kept))
})

describe('of an attribute the last one counts that has no more than 1024 bytes (5.6, step 6; 5.7)', () => {
  test.each([
    ['sid=1; Path=/; Path=/cart', false],
    ['sid=1; Path=/cart; Path=/', true],
    [`sid=1; Path=/; Path=/${'x'.repeat(1024)}`, true],
    ['sid=1; Domain=other.example; Domain=shop.example', true],
    ['sid=1; Domain=shop.example; Domain=other.example', false],
    ['sid=1; Max-Age=0; Max-Age=60', true],
    ['sid=1; Max-Age=60; Max-Age=0', false],
  ])('%#: %.40s', (line, kept) => expect(sent([line]) !== '').toBe(kept))
})

describe('Domain (5.6.3; 5.7, steps 7 to 10)', () => {
  test.each([
    ['', 'https://shop.example/', ['https://shop.example/']],
    ['; Domain=', 'https://shop.example/', ['https://shop.example/']],
    ['; Domain=shop.example', 'https://shop.example/', ['https://shop.example/', 'https://www.shop.example/']],
    ['; Domain=.SHOP.example', 'https://shop.example/', ['https://shop.example/', 'https://www.shop.example/']],
    ['; Domain=shop.example', 'https://www.shop.example/', ['https://shop.example/', 'https://www.shop.example/']],
    ['; Domain=www.shop.example', 'https://shop.example/', []],
    ['; Domain=hop.example', 'https://shop.example/', []],
    ['; Domain=shop.example.', 'https://shop.example/', []],
    // 5.7, step 8: no letter beyond ASCII.
    ['; Domain=sh\u00f6p.example', 'https://xn--shp-tna.example/', []],
    ['; Domain=xn--shp-tna.example', 'https://sh\u00f6p.example/', ['https://xn--shp-tna.example/']],
    // 5.7, step 9: a public suffix takes no cookie for all below it, and for itself alone only its own.
    ['; Domain=example', 'https://shop.example/', []],
    ['; Domain=localhost', 'https://localhost/', ['https://localhost/']],
    ['; Domain=localhost', 'https://a.localhost/', []],
    ['; Domain=127.0.0.1', 'https://127.0.0.1/', ['https://127.0.0.1/']],
    ['; Domain=0.0.1', 'https://127.0.0.1/', []],
    ['; Domain=[::1]', 'https://[::1]/', ['https://[::1]/']],
  ])('%s from %s', (attributes, from, expected) => {
    const jar = createBrowserJar()
    jar.keep([`sid=1${attributes}`], new URL(from))
    const hosts = 'shop.example www.shop.example xn--shp-tna.example localhost a.localhost 127.0.0.1 [::1] example'
    const addresses = hosts.split(' ').map((host) => `https://${host}/`)
    expect(addresses.filter((address) => jar.headerFor(new URL(address)) !== '')).toEqual(expected)
  })

  test('with and without Domain there are two cookies (5.7, step 23)', () => {
    expect(sent(['sid=1', 'sid=2; Domain=shop.example', 'sid=3'])).toBe('sid=3; sid=2')
  })
})

describe('Secure (5.7, step 13)', () => {
  test.each([
    ['https://shop.example/', 'sid=1'],
    ['http://shop.example/', ''],
    // Chrome takes it from these two; here they stand for any site without https.
    ['http://localhost/', ''],
    ['http://127.0.0.1/', ''],
  ])('from %s', (address, header) => {
    const jar = createBrowserJar()
    const from = new URL(address)
    jar.keep(['sid=1; Secure'], from)
    expect([jar.headerFor(from), jar.headerFor(new URL(`https://${from.host}`))]).toEqual([header, header])
  })
})

describe('SameSite=None and Partitioned need Secure (5.7, step 19; CHIPS)', () => {
  test.each([
    ['sid=1; SameSite=None', ''],
    ['sid=1; SameSite=None; Secure', 'sid=1'],
    ['sid=1; Partitioned', ''],
    ['sid=1; Partitioned; Secure', 'sid=1'],
  ])('%s', (line, header) => expect(sent([line])).toBe(header))
})

describe('prefixes (5.4; 5.7, steps 20 to 22)', () => {
  test.each([
    // The examples of section 5.4.
    ['__Secure-SID=12345; Domain=site.example', false],
    ['__secure-SID=12345; Domain=site.example', false],
    ['__SECURE-SID=12345; Domain=site.example', false],
    ['__Host-SID=12345', false],
    ['__host-SID=12345; Secure', false],
    ['__host-SID=12345; Domain=site.example', false],
    ['__HOST-SID=12345; Domain=site.example; Path=/', false],
    ['__Host-SID=12345; Secure; Domain=site.example; Path=/', false],
    ['__host-SID=12345; Secure; Domain=site.example; Path=/', false],
    ['__HOST-SID=12345; Secure; Domain=site.example; Path=/', false],
    ['__Secure-SID=12345; Domain=site.example; Secure', true],
    ['__secure-SID=12345; Domain=site.example; Secure', true],
    ['__SECURE-SID=12345; Domain=site.example; Secure', true],
    ['__Host-SID=12345; Secure; Path=/', true],
    ['__host-SID=12345; Secure; Path=/', true],
    ['__HOST-SID=12345; Secure; Path=/', true],
    // A value without a name must not read like one.
    ['__Secure-SID', false],
    ['=__Host-SID=1', false],
    ['=__SECURE-SID=1; Secure', false],
    ['=Host-SID=1', true],
  ])('%s: %s', (line, kept) => expect(sent([line], 'https://site.example/') !== '').toBe(kept))
})

test.each([
  ['sid=1; SameSite=None', 'same-site-none-insecure'],
  ['sid=1; Partitioned', 'partitioned-insecure'],
  ['__Host-sid=1; Path=/', 'host-prefix'],
  ['__Secure-sid=1', 'secure-prefix'],
  ['sid=1; Path=/; HttpOnly', undefined],
])('why a browser drops %s: %s', (line, code) => expect(flawOf(line, 0)?.code).toBe(code))

describe('why a browser keeps no cookie of a line', () => {
  const shop = new URL('https://shop.example/')
  const plain = new URL('http://shop.example/')
  const elsewhere = { from: new URL('https://other.example/'), navigation: false }
  const blocking = { ...elsewhere, blocksThirdParty: true } as const
  test.each([
    ['sid=1', shop, {}, null],
    ['sid=a\0b', shop, {}, { reason: 'unreadable', part: 'value' }],
    ['', shop, {}, { reason: 'unreadable', part: 'value' }],
    ['__Host-sid', shop, {}, { reason: 'unreadable', part: 'value' }],
    [`sid=${'x'.repeat(4094)}`, shop, {}, { reason: 'too-large', part: 'value' }],
    ['sid=1; SameSite=None', shop, {}, { reason: 'same-site-none-insecure', part: 'SameSite' }],
    ['sid=1; Partitioned', shop, {}, { reason: 'partitioned-insecure', part: 'Partitioned' }],
    ['__Host-sid=1; Secure', shop, {}, { reason: 'host-prefix', part: 'name' }],
    ['__Secure-sid=1', shop, {}, { reason: 'secure-prefix', part: 'name' }],
    ['sid=1; Secure', plain, {}, { reason: 'secure-over-http', part: 'Secure' }],
    ['sid=1; Secure', shop, {}, null],
    ['sid=1; Domain=other.example', shop, {}, { reason: 'domain-foreign', part: 'Domain' }],
    ['sid=1; Domain=example', shop, {}, { reason: 'domain-public-suffix', part: 'Domain' }],
    ['sid=1; Domain=.shop.example', shop, {}, null],
    ['sid=1; Domain=localhost', new URL('http://localhost:3000/'), {}, null],
    ['sid=1', shop, elsewhere, { reason: 'cross-site', part: 'SameSite' }],
    ['sid=1; SameSite=None; Secure', shop, elsewhere, null],
    ['sid=1; SameSite=None; Secure', shop, blocking, { reason: 'third-party', part: 'Partitioned' }],
    ['sid=1; SameSite=None; Secure; Partitioned', shop, blocking, null],
    ['sid=__Host-x', shop, {}, null],
    ['x__Host-sid', shop, {}, null],
  ] as const)('%.40s from %s', (line, url, context, refusal) => {
    expect(refusalOf(line, url, 0, context)).toEqual(refusal)
    expect(receive(line, url, 0, context) === null).toBe(refusal !== null)
  })
})
