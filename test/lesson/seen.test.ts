import { expect, test } from 'vitest'
import { see, type Seen } from '../../src/lesson/seen.ts'
import type { Exchange, HeaderPair, StoreCall } from '../../src/wire/exchange.ts'
import { anExchange } from '../support/exchange.ts'

const AT = Date.UTC(2026, 0, 1)
const IN_AN_HOUR = 'Thu, 01 Jan 2026 01:00:00 GMT'
const SESSION = { cookie: { path: '/' }, visits: 1 }

/** An exchange with a server whose session cookie is called `sid`. */
function seen({ sent, set = [], ...rest }: { sent?: string; set?: readonly string[] } & Partial<Exchange> = {}): Seen {
  const requestHeaders: HeaderPair[] = sent === undefined ? [] : [['Cookie', sent]]
  const exchange = anExchange({
    request: { method: 'GET', path: '/', headers: requestHeaders, body: '' },
    response: { status: 200, statusText: 'OK', headers: set.map((line) => ['Set-Cookie', line]), body: '' },
    at: AT,
    ...rest,
  })
  return see(exchange, 'sid')
}

const call = (op: StoreCall['op'], id: string, session: StoreCall['session'] = null): StoreCall => ({
  op,
  id,
  before: null,
  session,
})

/** What a request to the store comes to: a question, and the answer expected. */
const STORE: readonly [what: string, store: readonly StoreCall[], expected: Partial<Seen>][] = [
  ['nothing', [], { ops: '', askedFor: undefined, found: null, notFound: false, saved: undefined, touched: false }],
  ['a session that is there', [call('get', '1', SESSION)], { askedFor: '1', found: SESSION, notFound: false }],
  ['one that is not', [call('get', '1')], { askedFor: '1', found: null, notFound: true }],
  [
    'one that is not, and another after that',
    [call('get', '1'), call('get', '2', SESSION)],
    { askedFor: '1', found: null, notFound: true },
  ],
  ['a new session', [call('set', '1', SESSION)], { saved: call('set', '1', SESSION), found: null, notFound: false }],
  ['a session that is still in use', [call('get', '1', SESSION), call('touch', '1', SESSION)], { touched: true }],
  [
    'a new session for an old one',
    [call('destroy', '1'), call('destroy', '2'), call('set', '3', SESSION)],
    { destroyed: ['1', '2'], saved: call('set', '3', SESSION), session: SESSION, data: { visits: 1 } },
  ],
  ['a session that was destroyed', [call('destroy', '1')], { session: null, data: {} }],
]

test.each(STORE)('the store was asked for %s', (_, store, expected) => {
  expect(seen({ store })).toMatchObject(expected)
})

test.each([
  ['nothing is said and no store asked', {}, false],
  ['express-session says something', { trace: ['no SID sent, generating session'] }, true],
  ['the store was asked', { store: [call('get', '1')] }, true],
  ['only something else wrote to the store', { store: [call('set', '1', SESSION)] }, false],
])('whether session() was reached: %s', (_, exchange, expected) => {
  expect(seen(exchange).reachedSession).toBe(expected)
})

test.each([
  [['fetching 1', 'no session found'], false],
  [['fetching 1', 'session found', 'no session'], true],
])('with %j in the trace, req.session was taken off: %s', (trace, expected) => {
  expect(seen({ trace }).takenOff).toBe(expected)
})

test.each([
  ['an end', ['sid=s%3A1.a; Expires=' + IN_AN_HOUR], 3_600_000, false],
  ['Max-Age, which comes before Expires', ['sid=s%3A1.a; Max-Age=60; Expires=' + IN_AN_HOUR], 60_000, false],
  ['no end', ['sid=s%3A1.a; Path=/'], undefined, false],
  ['an end that is no date', ['sid=s%3A1.a; Expires=Invalid Date'], undefined, false],
  ['an end that is over', ['sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], -AT, true],
  ['Max-Age=0', ['sid=s%3A1.a; Max-Age=0'], 0, true],
  ['another name', ['other=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], undefined, false],
])('a session cookie with %s', (_, set, lifetime, cookieGone) => {
  expect(seen({ set })).toMatchObject({ lifetime, cookieGone })
})

test('an attribute is read as browsers read it', () => {
  const { attribute } = seen({ set: ['sid=1; Path=/a; httponly; PATH=/b; Domain'] })
  expect([attribute('Path'), attribute('HttpOnly'), attribute('Domain')]).toEqual(['/b', '', ''])
  expect([attribute('Secure'), seen().attribute('Path')]).toEqual([undefined, undefined])
})

test('a request brings the cookie that another exchange set, or another', () => {
  const given = seen({ set: ['sid=s%3A1.a; Path=/'] })
  const visit = seen({ sent: 'other=2; sid=s%3A1.a' })
  expect(visit.bringsCookieOf(given)).toBe(true)
  expect(visit.sentCookies).toBe('other=2; sid=s%3A1.a')
  expect([seen({ sent: 'sid=s%3A2.a' }), seen()].map((other) => other.bringsCookieOf(given))).toEqual([false, false])
  // Neither has a cookie: that is not the same one.
  expect(seen().bringsCookieOf(seen())).toBe(false)
  expect(seen().sentCookies).toBeUndefined()
})
