import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { prepareSecrets } from '../../../src/cookie/signature/secrets.ts'
import {
  sign as signWith,
  signedByCookieSession,
  signedByExpress,
  splitSigned,
} from '../../../src/cookie/signature/signature.ts'

/** Secrets that are long enough to be none of a finding's business. */
const [FIRST, SECOND, OTHER] = ['first', 'second', 'other'].map((word) => word.padEnd(32, '-')) as [
  string,
  string,
  string,
]

describe('the first secret that makes a signature', () => {
  const byExpress = (secret: string) => signedByExpress(splitSigned(sign('id-0', secret)) ?? { id: '', signature: '' })
  test.each([
    [[FIRST, SECOND], FIRST, 0],
    [[FIRST, SECOND], SECOND, 1],
    [[FIRST, SECOND, SECOND], SECOND, 1],
    [[FIRST, SECOND], OTHER, null],
    [[], FIRST, null],
    [[''], '', 0],
  ])('of %j, made with %j', (secrets, secret, index) => {
    expect(prepareSecrets(secrets).match(byExpress(secret))).toBe(index)
  })

  test('is found for signatures of different hashes, one after the other', () => {
    const { match } = prepareSecrets([FIRST, SECOND])
    const session = signedByCookieSession('session', 'e30=', '')
    const bySession = { ...session, signature: signWith(session, SECOND).text }
    const token = { text: 'a.b', signature: '', hash: 'sha512', encoding: 'base64url' } as const
    const byToken = { ...token, signature: signWith(token, SECOND).text }
    const found = [bySession, byExpress(FIRST), byToken, bySession].map(match)
    expect(found).toEqual([1, 0, 1, 1])
  })

  test('refuses a signature that is padded or spelled in another way', () => {
    const { match } = prepareSecrets([FIRST])
    const signed = byExpress(FIRST)
    expect(match({ ...signed, signature: `${signed.signature}=` })).toBeNull()
    expect(match({ ...signed, signature: signed.signature.replaceAll('+', '-').replaceAll('/', '_') })).toBeNull()
    expect(match({ ...signed, signature: '' })).toBeNull()
  })
})

describe('what is wrong with the secrets', () => {
  test.each<[readonly string[], readonly string[]]>([
    [[], []],
    [[FIRST, SECOND], []],
    [['x'.repeat(32)], []],
    [['x'.repeat(31)], ['warning short-secret: The secret is shorter']],
    [['\u00e9'.repeat(16)], []],
    [['\u00e9'.repeat(15)], ['warning short-secret: The secret is shorter']],
    [[FIRST, 'a', SECOND, 'b'], ['warning short-secret: Secrets 2 and 4 are shor']],
    [[''], ['warning empty-secret: Secret 1 is empty']],
    [[FIRST, '', ''], ['warning empty-secret: Secret 2 is empty']],
    [
      ['', 'keyboard cat'],
      [
        'error weak-secret: Secret 2 is in published examples',
        'warning empty-secret: Secret 1 is empty',
        'warning short-secret: Secret 2 is shorter',
      ],
    ],
    [
      ['keyboard cat', 'secret'],
      ['error weak-secret: Secrets 1 and 2 are in published examp', 'warning short-secret: Secrets 1 and 2 are shor'],
    ],
  ])('%j', (secrets, expected) => {
    const { findings } = prepareSecrets(secrets)
    const begins = findings.map(({ code, level, message }) => `${level} ${code}: ${message}`)
    expect(begins.map((text, i) => text.slice(0, expected[i]?.length))).toEqual(expected)
  })

  test('points at lessons', () => {
    const { findings } = prepareSecrets(['', 'keyboard cat'])
    expect(findings.map(({ lesson }) => lesson)).toEqual([3, 1, 3])
  })
})
