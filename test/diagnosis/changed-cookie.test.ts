import { expect, test } from 'vitest'
import clientSendsNoCookie from '../../src/diagnosis/causes/client-sends-no-cookie/cause.ts'
import proxyStripsCookies from '../../src/diagnosis/causes/proxy-strips-cookies/cause.ts'
import { changedCookies } from '../../src/diagnosis/changed-cookie.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { exchange, observation, processFacts, type ExchangeParts } from '../support/observations.ts'

const ID = 'q6R-pLzW2kYxUv_8Tn3MsEaB1cDfGh0J'
const VALUE = `s%3A${ID}.Zm9v%2Bbar%2FbazQuux`

/** A login, and what came back of its cookie, from a client that the trace takes for another one. */
const run = (cookie: string, parts: ExchangeParts = {}, more: Partial<Observation> = {}) =>
  observation({
    exchanges: [
      exchange({ line: 'POST /login', responseHeaders: [['Set-Cookie', `connect.sid=${VALUE}; Path=/`]] }),
      exchange({ number: 2, client: 'ada 2', requestHeaders: [['Cookie', cookie]], ...parts }),
    ],
    ...more,
  })

test.each([
  ['encoded', `connect.sid=${encodeURIComponent(VALUE)}`, 'connect.sid'],
  ['case', `connect.sid=${VALUE.toLowerCase()}`, 'connect.sid'],
  ['cut', `connect.sid=${ID}`, 'connect.sid'],
  ['cut', `connect.sid=s%3A${ID}`, 'connect.sid'],
  ['changed', `connect.sid=s%3A${ID}.Zm9v bar/bazQuux`, 'connect.sid'],
  ['renamed', `Connect.sid=${VALUE}`, 'Connect.sid'],
  ['inside', `theme=dark; Path=/, connect.sid=${VALUE}; HttpOnly`, 'Path'],
  ['changed', `sid=${ID}`, 'connect.sid'],
])('%s: %s', (how, cookie, name) => {
  expect(changedCookies(run(cookie))).toMatchObject([{ how, name }])
  expect(changedCookies(run(cookie, { session: { state: 'bad-signature' } }))).toHaveLength(1)
})

test.each([
  ['as it was set', `connect.sid=${VALUE}`],
  ['decoded', `connect.sid=${decodeURIComponent(VALUE)}`],
  ['with its attributes', `connect.sid=${VALUE}; Path=/; HttpOnly`],
  ['behind another one of its name', `connect.sid=s%3A${ID}.other; connect.sid=${VALUE}`],
  ['one of another app', 'connect.sid=s%3Ab0b0b0b0b0b0b0b0b0b0b0b0.mac'],
  ['nothing that can be read', '%; connect.sid=%'],
])('no change: %s', (_, cookie) => {
  expect(changedCookies(run(cookie, { session: { state: 'bad-signature' } }))).toEqual([])
})

test('an id that cannot be told from other words is none', () => {
  const short = observation({
    exchanges: [
      exchange({ responseHeaders: [['Set-Cookie', 'connect.sid=s%3A17.mac; Path=/']] }),
      exchange({ number: 2, requestHeaders: [['Cookie', 'page=17']] }),
    ],
  })
  expect(changedCookies(short)).toEqual([])
})

test('a cookie that once came back as it was set is changed on purpose', () => {
  const { exchanges } = run(`connect.sid=${ID}`)
  const right = exchange({
    number: 3,
    requestHeaders: [['Cookie', `connect.sid=${VALUE}`]],
    session: { state: 'found' },
  })
  expect(changedCookies(observation({ exchanges: [...exchanges, right] }))).toEqual([])
})

test('a session that was found all the same needs no word', () => {
  expect(changedCookies(run(`connect.sid=${ID}`, { session: { state: 'found' } }))).toEqual([])
})

test('tests that pass change cookies on purpose', () => {
  const tested = { now: Date.UTC(2026, 0, 1), processes: [processFacts({ nodeEnv: 'test' })] }
  expect(changedCookies(run(`connect.sid=${ID}`, {}, tested))).toEqual([])
})

test.each([
  [`connect.sid=${encodeURIComponent(VALUE)}`, 'its % is a %25'],
  [`connect.sid=${VALUE.toLowerCase()}`, 'with other capital letters'],
  [`connect.sid=${ID}`, 'without a part of its value'],
  [`Connect.sid=${VALUE}`, 'under another name, Connect.sid'],
  [`theme=dark; Path=/, connect.sid=${VALUE}; HttpOnly`, 'inside of another cookie, Path'],
  [`sid=${ID}`, 'with another value'],
])('the client changes it, and no proxy strips it: %s', (cookie, words) => {
  const found = clientSendsNoCookie.find(run(cookie))
  expect(found?.message).toContain(words)
  expect(found?.fix?.code).toContain('getSetCookie')
  expect(found?.exchange).toEqual({ pid: 100, number: 2 })
  expect(proxyStripsCookies.find(run(cookie))).toBeNull()
})
