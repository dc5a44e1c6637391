import { describe, expect, test } from 'vitest'
import { base64, hmac, pair, say } from './say.ts'

const SECRET = 'the gate creaks when the wind is in the west'
const OTHER = 'the wind is in the east'
const NEITHER = 'express-session neither makes nor reads such a value.'
const CHECK = 'Anyone who holds the cookie can read it: check it with the secret of that app.'

/** Flask-Login 0.6, `encode_cookie()`. */
const flaskLogin = (id: string) => `${id}|${hmac('sha512', SECRET, id, 'hex')}`

/** Tornado 6, `create_signed_value()`, version 2: key version, time, name and value. */
function tornado(name: string, value: string): string {
  const field = (text: string) => `${text.length}:${text}`
  const text = ['2', field('0'), field('1793600000'), field(name), field(value), ''].join('|')
  return text + hmac('sha256', SECRET, text, 'hex')
}

/** Yii 2, `Security::hashData()` of `serialize([name, value])`. */
const yii = (text: string) => hmac('sha256', SECRET, text, 'hex') + text

/** gorilla/securecookie 1.1, `Encode()`, with a hash key and no block key: its value is base64url that keeps its `=`. */
function gorilla(name: string, value: string): string {
  const text = `1793600000|${value}`
  const mac = Buffer.from(hmac('sha256', SECRET, `${name}|${text}`, 'hex'), 'hex')
  return Buffer.concat([Buffer.from(`${text}|`), mac])
    .toString('base64')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

/** WordPress 4.0 and later, `wp_generate_auth_cookie()`; its key is made of the password and of two secrets. */
const wordpress = (end: number) =>
  `ada|${end}|${'aB3dE6gH9j'.repeat(4)}xyz|${hmac('sha256', SECRET, `ada|${end}`, 'hex')}`

/** Plug.Crypto 2, `MessageVerifier.sign()`; its key is made from secret_key_base. */
const phoenix = (mark: string, hash: string) => {
  const text = `${mark}.g3QAAAABbQAAAAtfY3NyZl90b2tlbg`
  return `${text}.${hmac(hash, SECRET, text, 'base64url')}`
}

/** keygrip 1.1, `sign()`, as the package cookies calls it. */
const keygrip = (name: string, value: string) =>
  `${name}=${value}; ${name}.sig=${hmac('sha1', SECRET, `${name}=${value}`, 'base64url')}`

const FLASK_LOGIN = `This is what Flask-Login remembers a visitor by: an id, a bar and a signature, and ${NEITHER} ${CHECK}`
const tornadoSays = (by: string) => `This is signed by ${by}: fields with their lengths, and ${NEITHER} ${CHECK}`
const YII = `This is signed by Yii: a signature, and the value as PHP writes it, and ${NEITHER} ${CHECK}`
const GORILLA = `This has the parts of gorilla/securecookie of Go: time, value and signature, and ${NEITHER} ${CHECK}`
const WORDPRESS = `This is the login of WordPress: user, end, token and signature, and ${NEITHER} Its key is made of several secrets of that site.`
const KEYGRIP = `This is signed by keygrip in a second cookie, whose name ends in .sig, as Koa and the package cookies do, and ${NEITHER} ${CHECK}`
const phoenixSays = (is: string) =>
  `This is ${is} by Phoenix, with a key that is made from secret_key_base, and ${NEITHER} Look into it with the tools of that app.`

const GORILLA_VALUE = 'DX8EAQL_gAABEAEQAAAe_4AAAQZzdHJpbmcMBgAEdXNlcgNpbnQEAgAO'
const PHP = 'a:2:{i:0;s:4:"cart";i:1;s:7:"pear\n17";}'
const KOA = 'Koa, or the package cookies'

describe('what a secret can check', () => {
  type Row = readonly [about: string, paste: string, kind: string, name: string, certainties: string, message: string]
  // The certainty where a secret confirms it, and where the secret is another one.
  test.each<Row>([
    ['one figure', pair('remember_token', flaskLogin('7')), 'flask-login', 'Flask-Login', 'sure likely', FLASK_LOGIN],
    ['a UUID', pair('a', flaskLogin('2ed6657d-e927')), 'flask-login', 'Flask-Login', 'sure likely', FLASK_LOGIN],
    ['Yii, an array', pair('_identity', yii(PHP)), 'yii', 'Yii', 'sure sure', YII],
    ['Yii, a long text', pair('a', yii(`s:12:"pear-and-fig";`)), 'yii', 'Yii', 'sure sure', YII],
    ['Yii, a large array', pair('a', yii('a:12:{}')), 'yii', 'Yii', 'sure sure', YII],
    [
      'gorilla',
      pair('shop', gorilla('shop', GORILLA_VALUE)),
      'gorilla',
      'gorilla/sessions (Go)',
      'sure likely',
      GORILLA,
    ],
    // With and without = at the end of the value, and of the whole.
    ...['Eg', 'Eg==', 'EgM=', 'EgMx', `${GORILLA_VALUE}a`, `${GORILLA_VALUE}ab=`].map((value): Row => [
      `gorilla, ${value}`,
      pair('shop', gorilla('shop', value)),
      'gorilla',
      'gorilla/sessions (Go)',
      'sure likely',
      GORILLA,
    ]),
    ['keygrip', keygrip('lang', 'de-and-a-long-value'), 'keygrip', KOA, 'sure likely', KEYGRIP],
    ['keygrip, nothing', keygrip('lang', ''), 'keygrip', KOA, 'sure likely', KEYGRIP],
  ])('%s', async (_, paste, kind, name, certainties, message) => {
    const [sure, unsure] = certainties.split(' ')
    const framework = (certainty?: string) => ({ name, certainty, protection: 'signed' })
    expect(await say(paste, [OTHER, SECRET])).toMatchObject({ kind, verified: true, secretIndex: 1, message })
    expect(await say(paste, [SECRET])).toMatchObject({ verified: true, framework: framework(sure), message })
    expect(await say(paste, [OTHER])).toMatchObject({ kind, verified: false, framework: framework(unsure), message })
  })

  test.each([
    ['shop', 'cGVhcg=='],
    ['a-long-name', 'cGVhcg==cGVhcg=='],
    ['nothing', ''],
  ])('Tornado, %s', async (name, value) => {
    const framework = { name: 'Tornado', certainty: 'sure', protection: 'signed' }
    const paste = pair(name, tornado(name, value))
    expect(await say(paste, [SECRET])).toMatchObject({
      kind: 'tornado',
      framework,
      verified: true,
      message: tornadoSays('Tornado, with the secret given'),
    })
    expect(await say(paste, [OTHER])).toMatchObject({ framework, verified: false, message: tornadoSays('Tornado') })
  })

  test('the name is signed, too, by gorilla and by keygrip', async () => {
    expect(await say(pair('cart', gorilla('shop', GORILLA_VALUE)), [SECRET])).toMatchObject({ verified: false })
    expect(await say(keygrip('lang', 'a-long-value-of-it').replaceAll('lang', 'cart'), [SECRET])).toMatchObject({
      kind: 'keygrip',
      verified: false,
    })
  })
})

describe('what no secret can check', () => {
  const signed = (name: string) => ({ name, certainty: 'sure', protection: 'signed' })
  const PHOENIX = 'Phoenix (Elixir)'
  const ENCRYPTED = 'QTEyOEdDTQ.AbCdEf-_.gHiJkL.mNo-_Pq.rStUvW'
  test.each<[about: string, value: string, kind: string, framework: object, message: string]>([
    ['WordPress', wordpress(1_893_456_000), 'wordpress', signed('WordPress'), WORDPRESS],
    ['Phoenix', phoenix('SFMyNTY', 'sha256'), 'phoenix', signed(PHOENIX), phoenixSays('signed')],
    ['Phoenix, SHA-384', phoenix('SFMzODQ', 'sha384'), 'phoenix', signed(PHOENIX), phoenixSays('signed')],
    ['Phoenix, SHA-512', phoenix('SFM1MTI', 'sha512'), 'phoenix', signed(PHOENIX), phoenixSays('signed')],
    ['Phoenix, dots within', 'SFMyNTY.g3Q.AbCd.eFgH.iJkL', 'phoenix', signed(PHOENIX), phoenixSays('signed')],
    ['Phoenix', ENCRYPTED, 'phoenix', { ...signed(PHOENIX), protection: 'encrypted' }, phoenixSays('encrypted')],
  ])('%s', async (_, value, kind, framework, message) =>
    expect(await say(pair('shop', value), [SECRET])).toMatchObject({ kind, framework, verified: null, message }),
  )

  test('the login of WordPress ends at its second part, in seconds', async () => {
    const codes = async (end: number) =>
      (await say(pair('wordpress_logged_in_ab', wordpress(end)))).findings?.map(({ code }) => code)
    expect(await codes(1_893_456_000)).not.toContain('session-ended')
    expect(await codes(1_577_836_800)).toContain('session-ended')
  })

  test.each<[about: string, value: string, signature: string | null]>([
    ['Phoenix', phoenix('SFMyNTY', 'sha256'), phoenix('SFMyNTY', 'sha256').slice(-43)],
    ['Phoenix, encrypted', ENCRYPTED, null],
    ['WordPress', wordpress(1_893_456_000), wordpress(1_893_456_000).slice(-64)],
    ['Flask-Login', flaskLogin('7'), flaskLogin('7').slice(2)],
    ['Tornado', tornado('a', 'b'), tornado('a', 'b').slice(-64)],
    ['Yii', yii(PHP), yii(PHP).slice(0, 64)],
    ['gorilla', gorilla('a', 'EgMx'), Buffer.from(gorilla('a', 'EgMx'), 'base64').subarray(-32).toString('base64')],
  ])('the signature of %s', async (_, value, signature) =>
    expect((await say(pair('a', value))).signature).toBe(signature),
  )
})

describe('not quite', () => {
  const TRUE = [flaskLogin('7'), tornado('a', 'b'), yii(PHP), phoenix('SFMyNTY', 'sha256'), gorilla('a', GORILLA_VALUE)]
  test.each([
    ...TRUE.slice(1).map((value) => `~${value}`),
    ...[flaskLogin('7'), tornado('a', 'b'), phoenix('SFMyNTY', 'sha256'), gorilla('a', GORILLA_VALUE)].map(
      (value) => `${value}~`,
    ),
    // Flask-Login and WordPress have no bar in the id.
    `a|${flaskLogin('7')}`,
    `a|${wordpress(1_893_456_000)}`,
    `${wordpress(1_893_456_000)}0`,
    flaskLogin(''),
    // The value of a gorilla cookie is base64url, and its signature has 32 bytes.
    gorilla('a', 'not base64url'),
    Buffer.concat([Buffer.from(gorilla('a', 'EgMx'), 'base64'), Buffer.of(7)]).toString('base64url'),
    Buffer.from(gorilla('a', 'EgMx'), 'base64').subarray(0, -1).toString('base64url'),
    Buffer.concat([Buffer.of(0x30), Buffer.from(gorilla('a', 'EgMx'), 'base64')]).toString('base64url'),
  ])('%s', async (value) => {
    const { kind, framework } = await say(pair('a', value))
    expect([kind, framework]).toEqual(['unsigned', null])
  })

  test.each<[about: string, paste: string, kind: string]>([
    ['a second cookie that is no signature', 'lang=a-long-value-of-it; lang.sig=too-short-to-be-one', 'unsigned'],
    ['a second cookie that is longer', `${keygrip('lang', 'a-long-value-of-it')}x`, 'unsigned'],
    ['a session in base64 and its signature', keygrip('shop', base64({ user: 7 })), 'cookie-session'],
  ])('%s', async (_, paste, kind) => expect((await say(paste)).kind).toBe(kind))
})

describe('Remix without secrets', () => {
  const JSON_IN_BASE64 = base64({ user: 7 })
  const framework = { name: 'Remix (React Router)', certainty: 'possible', protection: 'none' }
  const message = `By its name this is a session of Remix in base64, without a signature, and ${NEITHER} Give createCookieSessionStorage() secrets, or anyone can write one.`
  test('is known by its name', async () => {
    const expected = { kind: 'remix', framework, message, content: { user: 7 }, verified: null }
    expect(await say(pair('__session', JSON_IN_BASE64), [SECRET])).toMatchObject(expected)
  })
  test.each<[about: string, paste: string, kind: string]>([
    ['another name', pair('session', JSON_IN_BASE64), 'cookie-session'],
    ['no JSON', pair('__session', 'a-value-without-anything'), 'unsigned'],
    ['a signature beside it', keygrip('__session', JSON_IN_BASE64), 'cookie-session'],
  ])('%s', async (_, paste, kind) => expect((await say(paste)).kind).toBe(kind))
})
