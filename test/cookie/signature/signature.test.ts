import { sign as signByPackage } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import {
  digestIn,
  isWellFormed,
  sign,
  signedByCookieSession,
  signedByExpress,
  splitSigned,
  unpadded,
  type Signed,
} from '../../../src/cookie/signature/signature.ts'

describe('a signed value is split at its last dot', () => {
  test.each([
    ['id.mac', { id: 'id', signature: 'mac' }],
    ['a.b.c', { id: 'a.b', signature: 'c' }],
    ['.mac', { id: '', signature: 'mac' }],
    ['id.', { id: 'id', signature: '' }],
    ['.', { id: '', signature: '' }],
    ['id', null],
    ['', null],
  ])('%j', (value, pieces) => expect(splitSigned(value)).toEqual(pieces))
})

describe('signing makes what the packages make', () => {
  // Recorded: cookieSession({ name: 'session', keys: [...] }).
  test('cookie-session', () => {
    const value = 'eyJ2aWV3cyI6MSwidXNlciI6eyJuYW1lIjoiWm/DqyIsImFkbWluIjpmYWxzZX19'
    const { text } = sign(signedByCookieSession('session', value, ''), 'correct horse battery staple, forty characters')
    expect(text).toBe('DtrUfZ5hpk1d8YnXND5NHWw7Ug4')
  })

  test.each([
    ['id', 'secret'],
    ['a.b', ''],
    ['', 'secret'],
    ['\u00e9\u{1f36a}', '\u00e9\u{1f36a}'.repeat(100)],
  ])('cookie-signature: %j with %j', (id, secret) => {
    const express = splitSigned(signByPackage(id, secret))
    expect(express && sign(signedByExpress(express), secret).text).toBe(express?.signature)
  })

  // RFC 4231 section 4.3 (test case 2).
  test('step by step', () => {
    const text = 'what do ya want for nothing?'
    expect(sign({ text, hash: 'sha256', encoding: 'base64' }, Buffer.from('Jefe'))).toEqual({
      hex: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      padded: 'W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=',
      text: 'W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM',
    })
  })
})

describe('43 characters of base64 could be a signature', () => {
  test.each([
    [`${'a'.repeat(41)}+/`, true],
    ['aZ9'.padEnd(43, '0'), true],
    ['a'.repeat(42), false],
    ['a'.repeat(44), false],
    [`${'a'.repeat(42)}=`, false],
    [`-${'a'.repeat(42)}`, false],
    [`${'a'.repeat(42)}_`, false],
    ['', false],
  ])('%s: %s', (signature, could) => expect(isWellFormed(signature)).toBe(could))
})

describe('the digest that a signature stands for', () => {
  const digest = Buffer.alloc(32, 0xfb)
  const signed = (signature: string, changes: Partial<Signed> = {}): Signed => ({
    ...signedByExpress({ id: 'id', signature }),
    ...changes,
  })
  test.each<[string, Signed, Buffer | null]>([
    ['of express-session', signed(unpadded(digest.toString('base64'))), digest],
    ['of a token', signed(digest.toString('base64url'), { encoding: 'base64url' }), digest],
    [
      'of cookie-session',
      signedByCookieSession('a', 'b', '-_'.padEnd(27, 'A')),
      Buffer.from('-_'.padEnd(27, 'A'), 'base64url'),
    ],
    ['URL-safe where it is not', signed(digest.toString('base64url')), null],
    ['not URL-safe where it is', signed(unpadded(digest.toString('base64')), { encoding: 'base64url' }), null],
    ['padded', signed(digest.toString('base64')), null],
    ['too short', signed(unpadded(digest.subarray(1).toString('base64'))), null],
    ['of another hash', signed(unpadded(digest.toString('base64')), { hash: 'sha512' }), null],
    ['with bits that no digest sets', signed(`${'A'.repeat(42)}B`), null],
    ['empty', signed(''), null],
  ])('%s', (_, one, bytes) => expect(digestIn(one)).toEqual(bytes))
})

test.each([
  ['ab==', 'ab'],
  ['ab=', 'ab'],
  ['ab', 'ab'],
  ['a=b=', 'a=b'],
])('%s without its padding is %s', (base64, text) => expect(unpadded(base64)).toBe(text))
