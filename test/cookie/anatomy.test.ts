import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { dissect } from '../../src/cookie/anatomy.ts'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const signed = (id: string, secret: string) => `s:${sign(id, secret)}`

const message = (...secrets: string[]) => dissect(signed(ID, 'a'), secrets).report.findings[0]?.message

const codes = (paste: string, secrets: readonly string[] = []) =>
  dissect(paste, secrets).report.findings.map(({ code, level }) => `${level} ${code}`)

test('the report has these keys, in this order', () => {
  expect(Object.keys(dissect('x', []).report)).toEqual([
    'name',
    'kind',
    'value',
    'id',
    'signature',
    'verified',
    'secretIndex',
    'weakSecret',
    'attributes',
    'findings',
  ])
})

describe('the kind and the verdict', () => {
  test.each([
    [signed(ID, 'a'), [], 'express-session', ID, null, null],
    [signed(ID, 'a'), ['a'], 'express-session', ID, true, 0],
    [signed(ID, 'a'), ['b', 'c', 'a', 'a'], 'express-session', ID, true, 2],
    [signed(ID, 'a'), ['b', 'c'], 'express-session', ID, false, null],
    [signed(ID, ''), [''], 'express-session', ID, true, 0],
    ['s:id.mac', ['a'], 'express-session', 'id', false, null],
    ['plain', [], 'unsigned', null, null, null],
    ['plain', ['a'], 'unsigned', null, false, null],
    ['s:id', [], 'malformed', null, null, null],
    [signed('', 'a'), ['a'], 'malformed', null, false, null],
    ['s:id.', ['a'], 'malformed', null, false, null],
    ['s%3Aid%.mac', ['a'], 'malformed', null, false, null],
  ])('%s with %j', (paste, secrets, kind, id, verified, secretIndex) => {
    expect(dissect(paste, secrets).report).toMatchObject({ kind, id, verified, secretIndex })
  })

  test.each([
    ['an id with a percent sign, already decoded', signed('100%25', 'a'), '100%25'],
    ['an id with a percent sign, still encoded', signed('100%', 'a').replace('%', '%25'), '100%'],
  ])('what a secret confirms counts: %s', (_, paste, id) => {
    expect(dissect(paste, ['b', 'a']).report).toMatchObject({ id, verified: true })
  })

  test('without a secret, what has the form of a signature counts', () => {
    const mac = `${'a'.repeat(42)}/`
    expect(dissect(`s:${ID}.${mac.replace('/', '%2F')}`, []).report).toMatchObject({ id: ID, signature: mac })
  })
})

describe('findings', () => {
  const cookieParser = 'info may-be-cookie-parser'
  test.each([
    ['nothing to say', `id=${signed(ID, 'a')}`, ['a'], []],
    ['the default name', `connect.sid=${signed(ID, 'a')}`, ['a'], ['warning default-name']],
    ['no secret fits', signed(ID, 'a'), ['b'], ['error signature-mismatch']],
    ['an older secret', signed(ID, 'a'), ['b', 'a'], ['info signed-with-older-secret']],
    ['an empty secret', signed(ID, 'a'), ['a', ''], ['warning empty-secret']],
    ['a signature that is none', `s:${ID}.mac`, [], ['error malformed-signature']],
    ['and its secret', `s:${ID}.mac`, ['a'], ['error malformed-signature', 'error signature-mismatch']],
    ['a UUID', signed(crypto.randomUUID(), 'a'), ['a'], [cookieParser]],
    ['16 characters', signed('0123456789abcdef', 'a'), ['a'], [cookieParser]],
    ['15 characters', signed('0123456789abcde', 'a'), ['a'], ['warning short-id', cookieParser]],
    ['15 characters beyond 16 bits', signed('😀'.repeat(15), 'a'), ['a'], ['warning short-id', cookieParser]],
    ['no signature', 'connect.sid=plain', ['a'], ['warning unsigned', 'warning default-name']],
    ['no dot', 's:id', ['a'], ['error malformed']],
  ])('%s', (_, paste, secrets, expected) => {
    expect(codes(paste, secrets)).toEqual(expected)
  })

  test.each([
    [`s:${ID}.${'a'.repeat(43)}=`, 'is padded with ='],
    [`s:${ID}.${'a'.repeat(42)}-`, 'is URL-safe base64'],
    [`s:${ID}.${'a'.repeat(42)}*`, 'holds characters that are not base64'],
    [`s:${ID}.x`, 'has 1 character,'],
    ['s%3A100%.mac', 'The % at character 8 of'],
    ['id=a;b', 'Character 2 cannot stand'],
    ['s:abc', 'No dot and signature follow'],
    ['s:.mac', 'an empty id'],
    ['s:id.', 'Nothing follows the last dot'],
  ])('%s says what is wrong', (paste, part) => {
    expect(dissect(paste, []).report.findings[0]?.message).toContain(part)
  })

  test('one secret, several secrets', () => {
    expect(message('b')).toContain('The secret does not make')
    expect(message('b', 'c')).toContain('None of the 2 secrets makes')
    expect(message('b', 'a')).toContain('as long as secret 2 is in the list')
    expect(message('a', '')).toContain('Secret 2 is empty')
  })

  test.each([`connect.sid=${signed('x', 'a')}`, 's:id', 's:.x', 's:id.', 's%3A%.x', 'a;b', 'plain'])(
    'of %s are two sentences each, with a lesson that exists or none',
    (paste) => {
      const found = dissect(paste, ['b', '']).report.findings
      expect(found.length).toBeGreaterThan(1)
      for (const { message: text, lesson } of found) {
        expect(text.split(/[.](?= [A-Z]|$)/)).toEqual([expect.any(String), expect.any(String), ''])
        expect([1, 2, 3, 4, 5, null]).toContain(lesson)
      }
    },
  )
})

describe('the pieces as they were pasted', () => {
  test.each([
    ['encoded', 's%3Aa%20b.c%2Bd', { prefix: 's%3A', id: 'a%20b', signature: 'c%2Bd' }],
    ['decoded', 's:a b.c+d', { prefix: 's:', id: 'a b', signature: 'c+d' }],
    ['with an encoded dot', 's%3Aa%2Eb', { prefix: 's:', id: 'a', signature: 'b' }],
    ['with one encoded dot of two', 's%3Aa.b%2Ec', { prefix: 's:', id: 'a.b', signature: 'c' }],
    ['with an encoded s', '%73:a.b', { prefix: 's:', id: 'a', signature: 'b' }],
    ['unsigned', 'a.b', null],
  ])('%s', (_, paste, pieces) => {
    expect(dissect(paste, []).pieces).toEqual(pieces)
  })
})
