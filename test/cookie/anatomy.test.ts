import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { codesOf, inspectOne, NOW } from './inspect-one.ts'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const signed = (id: string, secret: string) => `s:${sign(id, secret)}`

/** Secrets that are long enough to be none of a finding's business. */
const [RIGHT, OLD, OTHER] = ['right', 'old', 'other'].map((word) => word.padEnd(32, '-')) as [string, string, string]

const message = (...secrets: string[]) => inspectOne(signed(ID, RIGHT), secrets).report.findings[0]?.message

test('the report has these keys, in this order', () => {
  expect(Object.keys(inspectOne('x', []).report)).toEqual([
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
    'framework',
    'content',
    'dates',
    'fault',
    'store',
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
    ['s:id%2Emac', ['a'], 'malformed', null, false, null],
    [signed(ID, 'a').replace('.', '%2E'), ['a'], 'express-session', ID, true, 0],
  ])('%s with %j', (paste, secrets, kind, id, verified, secretIndex) => {
    expect(inspectOne(paste, secrets).report).toMatchObject({ kind, id, verified, secretIndex })
  })

  test.each([
    ['an id with a percent sign, already decoded', signed('100%25', 'a'), '100%25'],
    ['an id with a percent sign, still encoded', signed('100%', 'a').replace('%', '%25'), '100%'],
  ])('what a secret confirms counts: %s', (_, paste, id) => {
    expect(inspectOne(paste, ['b', 'a']).report).toMatchObject({ id, verified: true })
  })

  test('without a secret, what has the form of a signature counts', () => {
    const mac = `${'a'.repeat(42)}/`
    expect(inspectOne(`s:${ID}.${mac.replace('/', '%2F')}`, []).report).toMatchObject({ id: ID, signature: mac })
  })
})

describe('the signature made again', () => {
  const steps = (secret: string) => expect.objectContaining({ text: sign(ID, secret).slice(ID.length + 1) })
  test.each<[string, string, readonly string[], unknown, unknown]>([
    ['no secret', signed(ID, RIGHT), [], null, null],
    ['the secret that made it', signed(ID, RIGHT), [OTHER, RIGHT], steps(RIGHT), null],
    ['none that made it: the first', signed(ID, RIGHT), [OTHER, OLD], steps(OTHER), null],
    [
      'a published one',
      signed(ID, 'keyboard cat'),
      [],
      steps('keyboard cat'),
      expect.objectContaining({ key: 'keyboard cat' }),
    ],
    ['nothing to sign', 'plain', [RIGHT], null, null],
  ])('%s', (_, paste, secrets, expected, guess) => {
    const anatomy = inspectOne(paste, secrets)
    expect(anatomy.steps).toEqual(expected)
    expect(anatomy.guess).toEqual(guess)
    expect(anatomy.secretCount).toBe(secrets.length)
  })
})

describe('a token', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  test('has dates in its payload, and nothing else has', () => {
    const payload = { iat: NOW / 1000, sub: 'ada' }
    expect(inspectOne(`${part({ alg: 'HS256' })}.${part(payload)}.a`).report).toMatchObject({
      dates: { iat: '2026-01-01T00:00:00.000Z' },
      content: { header: { alg: 'HS256' }, payload },
    })
    expect(inspectOne('eyJhbGciOiJkaXIifQ.a.b.c.d').report.dates).toBeNull()
    expect(inspectOne(part(payload)).report.dates).toBeNull()
  })

  // `none` promises that anybody may write it; what a public key verifies, no secret can judge.
  test.each([
    ['HS256', false],
    ['none', false],
    ['NONE', false],
    ['nonesuch', null],
    ['anone', null],
    ['RS256', null],
  ])('with %s verifies: %s', (alg, verified) => {
    expect(inspectOne(`${part({ alg })}.e30.a`, [RIGHT]).report.verified).toBe(verified)
  })
})

describe('findings', () => {
  const cookieParser = 'info may-be-cookie-parser'
  const shorter = 'info shorter-id'
  test.each<[string, string, string[], string[]]>([
    ['nothing to say', `id=${signed(ID, RIGHT)}`, [RIGHT], []],
    ['the default name', `connect.sid=${signed(ID, RIGHT)}`, [RIGHT], ['warning default-name']],
    ['no secret fits', signed(ID, RIGHT), [OTHER], ['error signature-mismatch']],
    ['an older secret', signed(ID, OLD), [RIGHT, OLD], ['info signed-with-older-secret']],
    ['an empty secret', signed(ID, RIGHT), [RIGHT, ''], ['warning empty-secret']],
    ['a short secret', signed(ID, RIGHT), [RIGHT, 'é'.repeat(15)], ['warning short-secret']],
    ['16 letters of two bytes', signed(ID, RIGHT), [RIGHT, 'é'.repeat(16)], []],
    ['a published secret', signed(ID, RIGHT), [RIGHT, 'keyboard cat'], ['error weak-secret', 'warning short-secret']],
    ['a published secret that nobody gave', signed(ID, 'keyboard cat'), [], ['error weak-secret']],
    ['a signature that is none', `s:${ID}.mac`, [], ['error malformed-signature']],
    ['and its secret', `s:${ID}.mac`, [RIGHT], ['error malformed-signature', 'error signature-mismatch']],
    ['a UUID', signed(crypto.randomUUID(), RIGHT), [RIGHT], [shorter, cookieParser]],
    ['16 hexadecimal digits', signed('7f3a9c05d81e6b24', RIGHT), [RIGHT], [shorter, cookieParser]],
    ['15 hexadecimal digits', signed('7f3a9c05d81e6b2', RIGHT), [RIGHT], ['warning short-id', cookieParser]],
    ['a counter', signed('user-42', RIGHT), [RIGHT], ['warning guessable-id', 'warning short-id', cookieParser]],
    ['a time', signed('1767225600000', RIGHT), [RIGHT], ['warning guessable-id', cookieParser]],
    ['signed JSON', signed('j:{"a":1}', RIGHT), [RIGHT], [cookieParser]],
    ['encoded twice', encodeURIComponent(encodeURIComponent(signed(ID, RIGHT))), [RIGHT], ['warning encoded-twice']],
    ['no signature, so the secret is of no account', 'plain', [''], ['warning unsigned']],
    ['no signature', 'connect.sid=plain', [RIGHT], ['warning unsigned', 'warning default-name']],
    ['JSON', 'theme=j%3A%7B%7D', [], ['warning unsigned']],
    ['no JSON', 'theme=j:{', [], ['error malformed']],
    ['no dot', 's:id', [RIGHT], ['error malformed']],
    ['4096 bytes', `a=${'b'.repeat(4095)}`, [], ['warning unsigned']],
    ['4097 bytes', `a=${'b'.repeat(4096)}`, [], ['warning unsigned', 'warning too-large']],
    ['4097 bytes in fewer letters', `é=${'b'.repeat(4095)}`, [], ['warning unsigned', 'warning too-large']],
  ])('%s', (_, paste, secrets, expected) => {
    expect(codesOf(inspectOne(paste, secrets))).toEqual(expected)
  })

  test.each([
    [`s:${ID}.${'a'.repeat(43)}=`, 'is padded with ='],
    [`s:${ID}.${'a'.repeat(42)}-`, 'is URL-safe base64'],
    [`s:${ID}.${'a'.repeat(42)}*`, 'holds characters that are not base64'],
    [`s:${ID}.x`, 'has 1 character,'],
    ['s%3A100%.mac', 'The % at character 8 of'],
    ['a;b', 'Character 2 is not allowed'],
    ['j:{x', 'at character 4 it is not'],
    ['eyJhbGciOiJIUzI1NiJ9.e.', 'the part from character 22 on'],
    ['s:abc', 'No dot and signature follow'],
    ['s:.mac', 'an empty id'],
    ['s:id.', 'Nothing follows the last dot'],
  ])('%s says what is wrong', (paste, part) => {
    expect(inspectOne(paste, []).report.findings[0]?.message).toContain(part)
  })

  test('one secret, several secrets', () => {
    expect(message(OTHER)).toContain('The secret does not make')
    expect(message(OTHER, OLD)).toContain('None of the 2 secrets makes')
    expect(message(OTHER, RIGHT)).toContain('as long as secret 2 is in the list')
    expect(message(RIGHT, '')).toContain('Secret 2 is empty')
    expect(message(RIGHT, 'short')).toMatch(/^Secret 2 is shorter/)
    expect(message(RIGHT, 'short', 'brief')).toMatch(/^Secrets 2 and 3 are shorter/)
    expect(message('keyboard cat', RIGHT)).toMatch(/^Secret 1 is in published examples/)
  })

  test.each([`connect.sid=${signed('x', 'a')}`, 's:id', 's:.x', 's:id.', 's%3A%.x', 'a;b', 'plain'])(
    'of %s are two sentences each, with a lesson that exists or none',
    (paste) => {
      const found = inspectOne(paste, ['b', '']).report.findings
      expect(found.length).toBeGreaterThan(0)
      for (const { message: text, lesson } of found) {
        expect(text.split(/[.](?= [A-Z]|$)/)).toEqual([expect.any(String), expect.any(String), ''])
        expect([1, 2, 3, 4, 5, null]).toContain(lesson)
      }
    },
  )
})

describe('the pieces as they were pasted', () => {
  const signedPieces = (mark: string, id: string, signature: string) => [
    ['', 'mark', mark],
    ['', 'id', id],
    ['.', 'signature', signature],
  ]
  test.each([
    ['encoded', 's%3Aa%20b.c%2Bd', signedPieces('s%3A', 'a%20b', 'c%2Bd')],
    ['decoded', 's:a b.c+d', signedPieces('s:', 'a b', 'c+d')],
    ['with an encoded dot', 's%3Aa%2Eb', signedPieces('s:', 'a', 'b')],
    ['with one encoded dot of two', 's%3Aa.b%2Ec', signedPieces('s:', 'a.b', 'c')],
    ['with an encoded s', '%73:a.b', signedPieces('s:', 'a', 'b')],
    [
      'signed JSON',
      's%3Aj%3A1.b',
      [
        ['', 'mark', 's%3A'],
        ['', 'json', 'j%3A1'],
        ['.', 'signature', 'b'],
      ],
    ],
    [
      'JSON',
      'j%3A%7B%7D',
      [
        ['', 'mark', 'j%3A'],
        ['', 'json', '%7B%7D'],
      ],
    ],
    ['JSON with an encoded j', '%6A:{}', []],
    ['a whole session', 'eyJhIjoxfQ==', [['', 'session', 'eyJhIjoxfQ==']]],
    [
      'a token',
      'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
      [
        ['', 'header', 'eyJhbGciOiJIUzI1NiJ9'],
        ['.', 'payload', 'e30'],
        ['.', 'signature', 'c2ln'],
      ],
    ],
    ['an encrypted token', 'eyJhbGciOiJkaXIifQ.a.b.c.d', []],
    ['unsigned', 'a.b', []],
  ])('%s', (_, paste, pieces) => {
    expect(inspectOne(paste).pieces.map(({ before, what, text }) => [before, what, text])).toEqual(pieces)
  })
})

describe('beside the report', () => {
  test.each([
    ['s:id.mac', true, 0],
    ['s%3Aid.mac', false, 1],
    ['s%253Aid.mac', false, 2],
    ['a=plain', true, 0],
    ['a="plain"', true, 0],
    ['dark%20blue', false, 1],
  ])('whether %s is as it was pasted: %s', (paste, isAsPasted, decodings) => {
    expect(inspectOne(paste)).toMatchObject({ isAsPasted, decodings })
  })

  test.each([
    ['a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT', NOW],
    ['a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT; Max-Age=5', NOW],
    ['a=1; Expires=never', null],
    ['a=1; Path=/', null],
    ['a=1', null],
  ])('when %s ends', (paste, end) => expect(inspectOne(paste).end).toBe(end))

  test('what nothing is shortened of', () => {
    const id = 'x'.repeat(70_000)
    const { whole, signed: short } = inspectOne(`a=s:${id}.mac; Path=/`, [RIGHT])
    expect(short?.text).toMatch(/^x{65536}\.\.\. /)
    expect(whole.signed?.text === id).toBe(true)
    expect(whole.report.id === id).toBe(true)
    expect(whole).toMatchObject({ guess: null, report: { attributes: { Path: '/' }, verified: false } })
  })

  test('the guess', () => {
    const { whole, guess } = inspectOne(signed(ID, 'keyboard cat'))
    expect(whole.guess).toEqual(guess)
    expect(whole.guess).toMatchObject({ secret: 'keyboard cat' })
  })
})

test.each([
  ['as long as is read', 1_048_576, 's%3A', '%79'],
  ['longer, so that it is not decoded again', 1_048_577, 's:', 'yyy'],
])('the pieces of a value that is %s', (_, length, mark, id) => {
  const { pieces } = inspectOne(`s%3A%79${'y'.repeat(length - 11)}.mac`)
  expect(pieces.map(({ what, text }) => [what, text.slice(0, 3)])).toEqual([
    ['mark', mark.slice(0, 3)],
    ['id', id],
    ['signature', 'mac'],
  ])
})
