import * as fc from 'fast-check'
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  digestAsText,
  digestLength,
  hmacOf,
  keyTrier,
  messageSigner,
  type HashName,
} from '../../../src/cookie/signature/hmac.ts'

const HASHES: readonly HashName[] = ['sha1', 'sha256', 'sha384', 'sha512']

const byNode = (hash: HashName, key: Uint8Array, message: Uint8Array): string =>
  digestAsText(createHmac(hash, key).update(message).digest())

const bytes = (text: string): Buffer => Buffer.from(text)

describe.each(HASHES)('%s', (hash) => {
  test('makes what createHmac makes, from any keys one after the other', () => {
    const key = fc.uint8Array({ maxLength: 300 })
    const message = fc.uint8Array({ maxLength: 300 })
    fc.assert(
      fc.property(message, fc.array(key, { minLength: 1, maxLength: 8 }), (text, keys) => {
        const digestWith = keyTrier(hash, text)
        expect(keys.map((one) => digestWith(one, 0, one.length))).toEqual(keys.map((one) => byNode(hash, one, text)))
      }),
    )
  })

  test.each([0, 1, 63, 64, 65, 127, 128, 129, 300])('a key of %i bytes, before and after a short one', (length) => {
    const long = Buffer.alloc(length, 0xa5)
    const digestWith = keyTrier(hash, bytes('message'))
    for (const key of [bytes('ab'), long, bytes('c'), long, bytes('')]) {
      expect(digestWith(key, 0, key.length)).toBe(byNode(hash, key, bytes('message')))
    }
  })

  test('takes its key from the middle of other bytes, and leaves them alone', () => {
    const around = bytes('first\nkeyboard cat\nlast')
    const digestWith = keyTrier(hash, bytes('message'))
    expect(digestWith(around, 6, 18)).toBe(byNode(hash, bytes('keyboard cat'), bytes('message')))
    const farBehind = bytes('first\n'.repeat(100) + 'keyboard cat')
    expect(digestWith(farBehind, 600, 612)).toBe(byNode(hash, bytes('keyboard cat'), bytes('message')))
    expect(around).toEqual(bytes('first\nkeyboard cat\nlast'))
  })
})

describe.each(HASHES)('%s of many messages with one key', (hash) => {
  const byNodeInText = (key: string | Uint8Array, message: string) => createHmac(hash, key).update(message).digest()

  test('makes what createHmac makes, from any messages one after the other', () => {
    const key = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }))
    const messages = fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(key, messages, (one, texts) => {
        const sign = messageSigner(hash, one)
        for (const encoding of ['base64', 'base64url'] as const) {
          expect(texts.map((text) => sign(text, encoding))).toEqual(
            texts.map((text) => byNodeInText(one, text).toString(encoding)),
          )
        }
      }),
    )
  })

  test.each([0, 1, 63, 64, 65, 127, 128, 129, 300])('a key of %i bytes', (length) => {
    const key = Buffer.alloc(length, 0xa5)
    expect(messageSigner(hash, key)('message', 'base64')).toBe(byNodeInText(key, 'message').toString('base64'))
  })

  // Messages of up to 4096 bytes have room, and longer ones go in by pieces of 65,536 units.
  test.each([
    ['a', 4095],
    ['a', 4096],
    ['a', 4097],
    ['a', 20_000],
    ['\u6f22', 1365],
    ['\u6f22', 1366],
    ['\u6f22', 7000],
    ['\u{1f36a}', 5000],
    ['a', 65_536],
    ['a', 65_537],
    ['\u6f22', 70_000],
    ['\u{1f36a}', 32_768],
    ['\u{1f36a}', 40_000],
  ])('%s %i times, before and after short messages', (sign, times) => {
    const long = sign.repeat(times)
    const signMessage = messageSigner(hash, 'key')
    for (const message of ['a message', long, 'b', '', long, `${long}c`, 'd']) {
      expect(signMessage(message, 'base64url')).toBe(byNodeInText('key', message).toString('base64url'))
    }
  })
})

// A character of two halves may stand across the border of two pieces.
test.each([65_534, 65_535, 65_536, 131_071])('a character of two halves after %i others', (count) => {
  const message = `${'a'.repeat(count)}\u{1f36a}${'b'.repeat(9)}`
  expect(hmacOf('sha256', 'key', message)).toEqual(createHmac('sha256', 'key').update(message).digest())
})

test.each(HASHES)('a digest of %s is as long as it says', (hash) => {
  expect(digestLength(hash)).toBe(byNode(hash, bytes(''), bytes('')).length)
})

test('keeps a message of its own', () => {
  const message = bytes('message')
  const digestWith = keyTrier('sha256', message)
  message.fill(0)
  expect(digestWith(bytes('key'), 0, 3)).toBe(byNode('sha256', bytes('key'), bytes('message')))
})

// RFC 4231 section 4.3 (test case 2); RFC 2202 section 3 for SHA-1.
test.each([
  ['sha1', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
  ['sha256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  ['sha384', 'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649'],
  [
    'sha512',
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
  ],
] as const)('%s of the published test case', (hash, digest) => {
  const digestWith = keyTrier(hash, bytes('what do ya want for nothing?'))
  expect(digestWith(bytes('Jefe'), 0, 4)).toBe(digestAsText(Buffer.from(digest, 'hex')))
})
