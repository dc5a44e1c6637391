import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { messages } from '../../../src/cookie/findings/messages.ts'
import { inspectPaste } from '../../../src/cookie/inspect-paste.ts'
import { inspectOne, NOW } from '../inspect-one.ts'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const RIGHT = 'right'.padEnd(32, '-')
const OLD = 'old'.padEnd(32, '-')
const signed = (id: string) => `s:${sign(id, RIGHT)}`
const token = (header: object, payload: object, signature = 'c2ln') =>
  [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + `.${signature}`

/** Code, level and lesson of each finding. */
const findingsIn = (paste: string, secrets: readonly string[] = []) =>
  inspectPaste(paste, { secrets, now: NOW }).cookies.map(({ report }) =>
    report.findings.map(({ code, level, lesson }) => [code, level, lesson]),
  )

const cookieParser = ['may-be-cookie-parser', 'info', 3]

describe('each finding with its level and its lesson', () => {
  test.each<[string, string, readonly string[], readonly unknown[]]>([
    ['broken escape', 's%3A%.x', [], [['malformed', 'error', 3]]],
    ['no dot', 's:id', [], [['malformed', 'error', 3]]],
    ['a semicolon', 'a;b', [], [['malformed', 'error', null]]],
    ['no JSON', 'j:{', [], [['malformed', 'error', null]]],
    ['JSON that is too deep', `j:${'['.repeat(101)}${']'.repeat(101)}`, [], [['malformed', 'error', null]]],
    ['no payload', 'eyJhbGciOiJIUzI1NiJ9.e.', [], [['malformed', 'error', null]]],
    ['no signature', 'plain', [], [['unsigned', 'warning', 3]]],
    ['JSON', 'j:{}', [], [['unsigned', 'warning', null]]],
    ['a whole session', 'eyJhIjoxfQ==', [], [['readable-data', 'info', null]]],
    ['no base64', `s:${ID}.x`, [], [['malformed-signature', 'error', 3]]],
    ['encoded twice', encodeURIComponent(encodeURIComponent(signed(ID))), [], [['encoded-twice', 'warning', null]]],
    ['short', signed('7f3a9c05d81e6b2'), [], [['short-id', 'warning', 3], cookieParser]],
    ['shorter', signed('7f3a9c05d81e6b24'), [], [['shorter-id', 'info', 3], cookieParser]],
    ['counted', signed('42'), [], [['guessable-id', 'warning', 3], ['short-id', 'warning', 3], cookieParser]],
    ['counted, with zeros in front', signed('42'.padStart(32, '0')), [], [['guessable-id', 'warning', 3]]],
    ['repeated', signed('aaaa'), [], [['guessable-id', 'warning', 3], cookieParser]],
    ['as long as uid-safe, of fewer letters', signed('0123456789abcdef0123456789abcdef'), [], []],
    ['longer than uid-safe', signed(`${ID}${ID}`), [], [cookieParser]],
    ['signed JSON', signed('j:1'), [], [cookieParser]],
    ['another secret', signed(ID), [OLD], [['signature-mismatch', 'error', 3]]],
    ['an older secret', signed(ID), [OLD, RIGHT], [['signed-with-older-secret', 'info', 4]]],
    ['the first of two', signed(ID), [RIGHT, OLD], []],
    ['a published secret', `s:${sign(ID, 'keyboard cat')}`, [], [['weak-secret', 'error', 3]]],
    ['the default name', `connect.sid=${signed(ID)}`, [], [['default-name', 'warning', 1]]],
    ['the default name in capitals', `CONNECT.SID=${signed(ID)}`, [], []],
  ])('%s', (_, paste, secrets, expected) => expect(findingsIn(paste, secrets)).toEqual([expected]))

  test.each([
    ['none', token({ alg: 'none' }, {}, ''), [['jwt-none', 'error', null]]],
    ['None', token({ alg: 'None' }, {}), [['jwt-none', 'error', null]]],
    ['HS256 without a signature', token({ alg: 'HS256' }, {}, ''), [['jwt-none', 'error', null]]],
    ['HS256', token({ alg: 'HS256' }, {}), []],
    ['nonesuch', token({ alg: 'nonesuch' }, {}), [['unchecked-algorithm', 'info', null]]],
    ['an end that has passed', token({ alg: 'HS256' }, { exp: NOW / 1000 - 1 }), [['jwt-expired', 'warning', null]]],
    ['an end right now', token({ alg: 'HS256' }, { exp: NOW / 1000 }), [['jwt-expired', 'warning', null]]],
    ['an end to come', token({ alg: 'HS256' }, { exp: NOW / 1000 + 1 }), []],
    ['a beginning that has passed', token({ alg: 'HS256' }, { nbf: NOW / 1000 - 1 }), []],
    ['a beginning right now', token({ alg: 'HS256' }, { nbf: NOW / 1000 }), []],
    [
      'a beginning to come',
      token({ alg: 'HS256' }, { nbf: NOW / 1000 + 1 }),
      [['token-not-yet-valid', 'warning', null]],
    ],
  ])('a token with %s', (_, paste, expected) => {
    expect(findingsIn(paste)).toEqual([[...expected, ['readable-data', 'info', null]]])
  })

  test('an encrypted token has nothing to tell', () => {
    expect(findingsIn('eyJhbGciOiJkaXIifQ.a.b.c.d')).toEqual([[]])
  })
})

describe('a value longer than 1 MB', () => {
  const long = 'A'.repeat(1_048_576)
  const [unread, tooLarge] = [
    ['not-read', 'info', null],
    ['too-large', 'warning', 10],
  ]
  test.each([
    ['JSON in base64', `a=eyJ${long}`, [unread]],
    ['a token', `a=eyJhbGciOiJIUzI1NiJ9.eyJ${long}.c2ln`, [unread]],
  ])('%s is not read', (_, paste, expected) => expect(findingsIn(paste)).toEqual([[tooLarge, ...expected]]))
})

describe('what is said of a session in base64', () => {
  const messageOf = (paste: string) => inspectPaste(paste, { now: NOW }).cookies[0]?.report.findings[0]?.message
  test('with its signature', () =>
    expect(messageOf('a=eyJhIjoxfQ==; a.sig=QhYztQp_9yyOPZiNN87id0zv2eM')).toBe(messages.readableSession))
  test('without one', () => expect(messageOf('a=eyJhIjoxfQ==')).toBe(messages.readableBase64))
})

describe('of a secret', () => {
  const codesWith = (paste: string, secret: string) => findingsIn(paste, [secret])[0]?.map(([code]) => code)
  const session = 'a=eyJhIjoxfQ==; a.sig=QhYztQp_9yyOPZiNN87id0zv2eM'
  test.each([
    ['its length counts for SHA-256', signed(ID), 'short', ['signature-mismatch', 'short-secret']],
    ['and not for another hash', session, 'short', ['signature-mismatch', 'readable-data']],
    [
      'that it is published counts for each',
      session,
      'keyboard cat',
      ['signature-mismatch', 'weak-secret', 'readable-data'],
    ],
    ['nothing counts where it signs nothing', 'a=plain', 'keyboard cat', ['unsigned']],
  ])('%s', (_, paste, secret, codes) => expect(codesWith(paste, secret)).toEqual(codes))
})

describe('a name twice', () => {
  const twice = ['duplicate-name', 'warning', 8]
  const unsigned = ['unsigned', 'warning', 3]
  test('in one Cookie header', () => {
    expect(findingsIn('Cookie: a=1; a=2; b=3')).toEqual([[unsigned, twice], [unsigned, twice], [unsigned]])
    expect(inspectPaste('a=1; a=2').cookies[0]?.report.findings[1]?.message).toContain('looks at the first one only')
  })

  test('in Set-Cookie lines with the same Domain and Path', () => {
    const lines = ['a=; Path=/', 'a=; Path=/x', 'a=; Path=/'].map((line) => `Set-Cookie: ${line}`).join('\n')
    const found = findingsIn(lines).map((findings) => findings.map(([code]) => code))
    expect(found).toEqual([['duplicate-name'], ['path-no-fence'], ['duplicate-name']])
  })
})

describe('name and value together are too large', () => {
  const isTooLarge = (name: string, value: string) =>
    inspectOne(name === '' ? value : `${name}=${value}`).report.findings.some(({ code }) => code === 'too-large')
  test.each([
    [1, 4095, false],
    [1, 4096, true],
    [4000, 96, false],
    [4000, 97, true],
    [0, 4096, false],
  ])('a name of %i and a value of %i bytes: %s', (name, value, expected) => {
    expect(isTooLarge('n'.repeat(name), 'v'.repeat(value))).toBe(expected)
  })

  test('in bytes, not in letters', () => {
    expect(isTooLarge('n', '€'.repeat(1365))).toBe(false)
    expect(isTooLarge('nn', '€'.repeat(1365))).toBe(true)
  })
})

test('a cookie that is being deleted needs no signature and no attributes', () => {
  expect(findingsIn('Set-Cookie: connect.sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toEqual([
    [
      ['default-name', 'warning', 1],
      ['expired', 'info', 10],
    ],
  ])
  expect(findingsIn('connect.sid=')).toEqual([
    [
      ['unsigned', 'warning', 3],
      ['default-name', 'warning', 1],
    ],
  ])
})
