import { sign } from 'cookie-signature'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findKnownSecret, knownSecrets } from '../../../src/cookie/signature/known-secrets.ts'
import { signedByExpress, splitSigned } from '../../../src/cookie/signature/signature.ts'

const secrets = knownSecrets.map(({ secret }) => secret)

/** A site, a repository on one, or a document of a named package. */
const NAMES_A_PLACE = /\b[\w-]+\.(?:ai|com|dev|io|net)\b|^the [\w.-]+ (?:\d\S* )?README$/

/** A key that a generator made: a UUID, or digits and letters without a word between them. */
const LOOKS_GENERATED = /^[\da-f]{8}-[\da-f]{4}-|^[\da-f]{24,}$|^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+/=]{20,}$/

describe('the list of published secrets', () => {
  test('holds at least a hundred, the one of the express-session README first', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(100)
    expect(knownSecrets[0]).toEqual({ secret: 'keyboard cat', source: 'the express-session README' })
  })

  test('holds none twice', () => {
    expect(secrets.filter((secret, i) => secrets.indexOf(secret) !== i)).toEqual([])
  })

  test('holds none that is empty, longer than 64 bytes or not plain printable text', () => {
    const odd = (secret: string) => !/^[!-~](?:[ -~]*[!-~])?$/.test(secret) || Buffer.byteLength(secret) > 64
    expect(secrets.filter(odd)).toEqual([])
  })

  test('holds none that looks like the key of a deployment', () => {
    expect(secrets.filter((secret) => LOOKS_GENERATED.test(secret))).toEqual([])
  })

  test('names a place for each, short enough to print', () => {
    const wrong = ({ source }: { readonly source: string }) =>
      !NAMES_A_PLACE.test(source) || source !== source.trim() || source.length > 72
    expect(knownSecrets.filter(wrong)).toEqual([])
  })

  // Each entry was read at the place it names, and no rule can tell a slip of the keyboard in one from what was read there.
  // To add or correct an entry, take the new hash from the message of this test.
  test('is the list that was read', () => {
    const hash = createHash('sha256').update(JSON.stringify(knownSecrets)).digest('hex')
    expect(hash).toBe('12e4c2b3e26c80a5c4cf0804742aba1a9f1debefb26e6547c82a5c6751bc8b78')
  })
})

describe('these rules can be broken', () => {
  test.each(['', 'a tutorial', 'the README', 'the internet', 'GitHub'])('%j names no place', (source) => {
    expect(source).not.toMatch(NAMES_A_PLACE)
  })

  test.each(['ebe88584-0c95-4243-a844-117bbe30eedd', '4135231b7f33c66406cdb2a78420fa76', 'q7Zr0PpX2mVd81LkTnYw5Bsa'])(
    '%s looks generated',
    (secret) => {
      expect(secret).toMatch(LOOKS_GENERATED)
    },
  )
})

describe('a cookie signed by cookie-signature is found out', () => {
  const find = (cookie: string) => {
    const pieces = splitSigned(cookie)
    return pieces && findKnownSecret(signedByExpress(pieces))
  }

  test.each(['keyboard cat', 'secret', 'shhhh, very secret', 'thisshouldbeabettersecret!', 'f4z4gs$Gcg'])(
    'when the secret is %j',
    (secret) => expect(find(sign('f00d.cafe', secret))?.secret).toBe(secret),
  )

  test('but not when its secret is on no list', () => {
    expect(find(sign('f00d.cafe', 'a horse that nobody has written about'))).toBeNull()
  })
})
