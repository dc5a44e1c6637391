import { describe, expect, test } from 'vitest'
import { compareWithStore, type Kept, type SetCookieAttributes } from '../../../src/cookie/findings/agreement.ts'

const NOW = Date.UTC(2026, 10, 24, 12)
const HOUR = 3_600_000

const utc = (time: number): string => new Date(time).toUTCString()

const kept = (cookie: object = {}, changes: Partial<Kept> = {}): Kept => ({
  session: { cookie: { originalMaxAge: null, expires: null, httpOnly: true, path: '/', ...cookie }, user: 'Ada' },
  expiresAt: NOW + HOUR,
  expiryAssumes: null,
  ...changes,
})

const SENT: SetCookieAttributes = { Path: '/', HttpOnly: true }
const LASTING = kept({ expires: new Date(NOW + HOUR).toISOString() })

const codes = (attributes: SetCookieAttributes | null, stored: Kept | null) =>
  compareWithStore(attributes, stored, NOW).map(({ code, level }) => `${level} ${code}`)

describe('what is found', () => {
  test.each<[string, SetCookieAttributes | null, Kept | null, string[]]>([
    ['nothing in the store', SENT, null, ['error not-in-store']],
    ['the same attributes', SENT, kept(), ['info no-expires']],
    ['no attributes to compare', null, kept(), ['info no-attributes']],
    ['no data', null, kept({}, { session: { cookie: {} } }), ['info no-attributes', 'info no-data']],
    ['no cookie at all', null, kept({}, { session: {} }), ['info no-attributes', 'info no-data']],
    ['no end', SENT, kept({}, { expiresAt: null }), ['warning kept-forever']],
    [
      'an end that has passed',
      null,
      kept({}, { expiresAt: NOW - 1 }),
      ['error expired-in-store', 'info no-attributes'],
    ],
    ['an end right now', null, kept({}, { expiresAt: NOW }), ['info no-attributes']],
    [
      'an end that has passed, as far as is known',
      null,
      kept({}, { expiresAt: NOW - 1, expiryAssumes: 'ttl 3600 s, the default' }),
      ['warning expired-in-store', 'info no-attributes'],
    ],
    [
      'no cookie at all, and attributes',
      SENT,
      kept({}, { session: { user: 'Ada' } }),
      ['warning attribute-differs', 'warning attribute-differs', 'info no-expires'],
    ],
    ['null for a cookie', {}, kept({}, { session: { cookie: null, user: 'Ada' } }), ['info no-expires']],
    [
      'no end, though the cookie has one',
      { ...SENT, Expires: utc(NOW + HOUR) },
      { ...LASTING, expiresAt: null },
      ['warning kept-forever'],
    ],
    ['another id', SENT, kept({}, { otherIds: ['7f3a'] }), ['error other-id']],
    [
      'another key',
      null,
      kept({}, { otherKey: { option: 'prefix', value: 'shop:', isDenied: false } }),
      ['warning other-key', 'info no-attributes'],
    ],
    [
      'another key than the one that was named',
      null,
      kept({}, { otherKey: { option: 'prefix', value: 'shop:', isDenied: true } }),
      ['error other-key', 'info no-attributes'],
    ],
    ['an end that nobody knows', null, kept({}, { endIsUnknown: true, expiresAt: null }), ['info no-attributes']],
    ['both end now', { ...SENT, Expires: utc(NOW) }, { ...LASTING, expiresAt: NOW }, ['warning cookie-expired']],
  ])('%s', (_, attributes, stored, expected) => expect(codes(attributes, stored)).toEqual(expected))

  test.each([
    [0, []],
    [5000, []],
    [-5000, []],
    [5001, ['warning store-outlives-cookie']],
    [-5001, ['warning cookie-outlives-store']],
  ])('the store ends %d ms after the cookie', (later, expected) => {
    expect(codes({ ...SENT, Expires: utc(NOW + HOUR) }, { ...LASTING, expiresAt: NOW + HOUR + later })).toEqual(
      expected,
    )
  })
})

describe('attributes', () => {
  const differing = (attributes: SetCookieAttributes, cookie: object) =>
    compareWithStore({ ...SENT, ...attributes }, kept(cookie), NOW)
      .filter(({ code }) => code === 'attribute-differs')
      .map(({ message }) => message.split(' in the session')[0])

  test.each<[SetCookieAttributes, object]>([
    [{ Domain: 'example.org' }, { domain: '.Example.org' }],
    [{ Path: '', Domain: '' }, { path: '' }],
    [{ SameSite: 'Strict' }, { sameSite: true }],
    [{ SameSite: 'lax' }, { sameSite: 'LAX' }],
    [{}, { sameSite: false, secure: false, domain: '', partitioned: null, priority: undefined }],
    [{ Secure: true }, { secure: 'auto' }],
    [{ Priority: 'High' }, { priority: 'high' }],
    [
      { Partitioned: true, Secure: true },
      { partitioned: true, secure: true },
    ],
  ])('%j means the same as %j', (attributes, cookie) => expect(differing(attributes, cookie)).toEqual([]))

  test.each<[SetCookieAttributes, object, string]>([
    [{ Path: '/admin' }, {}, 'Path is "/admin" in the cookie and "/"'],
    [{ Path: '/Admin' }, { path: '/admin' }, 'Path is "/Admin" in the cookie and "/admin"'],
    [{}, { path: null }, 'Path is "/" in the cookie and missing'],
    [{}, { path: 5 }, 'Path is "/" in the cookie and "5"'],
    [{}, { domain: 'example.org' }, 'Domain is missing in the cookie and "example.org"'],
    [{ Secure: true }, { secure: false }, 'Secure is set in the cookie and missing'],
    [{ HttpOnly: false }, {}, 'HttpOnly is missing in the cookie and set'],
    [{}, { httpOnly: false }, 'HttpOnly is set in the cookie and missing'],
    [{ SameSite: 'None' }, { sameSite: 'lax' }, 'SameSite is "None" in the cookie and "lax"'],
    [{}, { partitioned: true }, 'Partitioned is missing in the cookie and set'],
    [{ Priority: 'Low' }, { priority: 'high' }, 'Priority is "Low" in the cookie and "high"'],
    [{ Expires: utc(NOW) }, {}, 'Expires is "Tue, 24 Nov 2026 12:00:00 GMT" in the cookie and missing'],
    [{}, { expires: '2026-11-24T13:00:00.000Z' }, 'Expires is missing in the cookie and "2026-11-24T13:00:00.000Z"'],
    [{ Path: 'x'.repeat(60) }, {}, `Path is "${'x'.repeat(60)}" in the cookie and "/"`],
    [{ Path: 'x'.repeat(61) }, {}, `Path is "${'x'.repeat(60)}..." in the cookie and "/"`],
    [
      { 'Max-Age': '60' },
      {},
      'Max-Age is set in the cookie, but express-session never writes it: it turns `maxAge` into Expires. Find out what changes the line on its way, because browsers obey Max-Age before Expires.',
    ],
  ])('%j is not %j', (attributes, cookie, expected) => expect(differing(attributes, cookie)).toEqual([expected]))

  test('Max-Age leaves it open when the browser drops the cookie', () => {
    expect(codes({ ...SENT, 'Max-Age': '60', Expires: utc(NOW - HOUR) }, LASTING)).toEqual([
      'warning attribute-differs',
    ])
  })
})

test('what was taken for granted about the store is said', () => {
  const assuming = { ...LASTING, expiryAssumes: 'ttl 3600 s, the default' }
  for (const [expires, expiresAt] of [
    [NOW + HOUR, NOW - 1],
    [NOW + HOUR, NOW + 2 * HOUR],
    [NOW + 2 * HOUR, NOW + HOUR],
  ] as const) {
    const found = compareWithStore({ ...SENT, Expires: utc(expires) }, { ...assuming, expiresAt }, NOW)
    expect(found).not.toEqual([])
    for (const { message } of found) expect(message).toContain(', if it has ttl 3600 s, the default')
  }
})

test('every message is two sentences', () => {
  const found = [
    ...compareWithStore(SENT, null, NOW),
    ...compareWithStore(null, kept({}, { session: {}, expiresAt: null }), NOW),
    ...compareWithStore({ 'Max-Age': '1' }, kept({}, { expiresAt: NOW - 1 }), NOW),
    ...compareWithStore(SENT, kept(), NOW),
    ...compareWithStore({ ...SENT, Expires: utc(NOW - 1) }, LASTING, NOW),
    ...compareWithStore({ ...SENT, Expires: utc(NOW + 2 * HOUR) }, LASTING, NOW),
  ]
  expect(new Set(found.map(({ code }) => code)).size).toBe(10)
  for (const { message } of found) expect(message).toMatch(/^[A-Z][^.]*(\.\w[^.]*)*\. [A-Z][^.]*(\.\w[^.]*)*\.$/)
})
