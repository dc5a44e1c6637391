import { describe, expect, test } from 'vitest'
import { LONGEST_READ } from '../../../src/cookie/value/json.ts'
import { datesIn, readJwt } from '../../../src/cookie/value/jwt.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const HEADER = part({ alg: 'HS256' })
const PAYLOAD = part({ sub: 'ada' })

describe('a token is read', () => {
  test.each([
    ['HS256', 'sha256'],
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
    ['RS256', null],
    ['hs256', null],
    ['none', null],
    ['constructor', null],
    ['__proto__', null],
  ])('%s: the hash is %s', (alg, hash) => {
    const text = `${part({ alg })}.${PAYLOAD}`
    expect(readJwt(`${text}.a-_Z9`)).toEqual({
      header: { alg },
      payload: { sub: 'ada' },
      signature: 'a-_Z9',
      signedText: text,
      hash,
    })
  })

  test('without a signature', () => {
    expect(readJwt(`${HEADER}.${PAYLOAD}.`)).toMatchObject({ signature: '', hash: 'sha256' })
  })

  test('an encrypted one, of which only the header can be read', () => {
    expect(readJwt(`${HEADER}.a.b.c.d`)).toEqual({
      header: { alg: 'HS256' },
      payload: null,
      signature: '',
      signedText: '',
      hash: null,
    })
  })
})

describe('the second part is no JSON object', () => {
  test.each([part(['a']), part('a'), part(5), part(null), 'e', ''])('%j', (second) =>
    expect(readJwt(`${HEADER}.${second}.a`)).toEqual({ offset: HEADER.length + 1 }),
  )
})

describe('no token', () => {
  test.each([
    '',
    HEADER,
    `${HEADER}.${PAYLOAD}`,
    `${HEADER}.${PAYLOAD}.a.b`,
    `${HEADER}.a.b.c.d.e`,
    `${HEADER}.a.b.c.d.e.f`,
    `x${HEADER}.${PAYLOAD}.a`,
    `${HEADER}.${PAYLOAD}.a+b`,
    `${HEADER}.${PAYLOAD}.a=`,
    `${HEADER}.${PAYLOAD}.=a`,
    `${HEADER}. .a`,
    `${part({ alg: 5 })}.${PAYLOAD}.a`,
    `${part({ typ: 'JWT' })}.${PAYLOAD}.a`,
    `eyJ.${PAYLOAD}.a`,
    // Every library begins with a quote behind the brace.
    `${Buffer.from('{ "alg":"HS256"}').toString('base64url')}.${PAYLOAD}.a`,
    `${part([{ alg: 'HS256' }])}.${PAYLOAD}.a`,
  ])('%j', (value) => expect(readJwt(value)).toBeNull())
})

describe('dates', () => {
  test.each([
    [
      { iat: 0, nbf: 1_767_225_600, exp: 253_402_300_799, sub: 5 },
      ['1970-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '9999-12-31T23:59:59.000Z'],
    ],
    [{ exp: 1_767_225_600.5 }, ['2026-01-01T00:00:00.500Z']],
    [{ exp: -1 }, []],
    [{ exp: 253_402_300_800 }, []],
    [{ exp: '1767225600' }, []],
    [{ exp: null, auth_time: 5 }, []],
  ])('in %j', (payload, dates) => expect(Object.values(datesIn(payload))).toEqual(dates))

  test('go by their names', () => {
    expect(Object.keys(datesIn({ exp: 3, nbf: 2, iat: 1 }))).toEqual(['iat', 'nbf', 'exp'])
  })
})

test.each([
  ['as long as is read', LONGEST_READ, true],
  ['longer', LONGEST_READ + 4, false],
])('a header that is %s', (_, length, isRead) => {
  const header = part({ alg: 'HS256', kid: 'x'.repeat((length / 4) * 3 - 24) })
  expect(header).toHaveLength(length)
  expect(readJwt(`${header}.${PAYLOAD}.c2ln`) !== null).toBe(isRead)
})

test('a payload that is too long to be read', () => {
  const text = `${HEADER}.${'A'.repeat(LONGEST_READ + 1)}`
  const token = readJwt(`${text}.c2ln`)
  expect(token).toMatchObject({
    header: { alg: 'HS256' },
    payload: null,
    isUnread: true,
    signature: 'c2ln',
    hash: 'sha256',
  })
  expect(token !== null && 'signedText' in token && token.signedText === text).toBe(true)
})
