import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { base64, base64url, digest, hmac, pair, say } from './say.ts'

const SECRET = 'the gate creaks when the wind is in the west'
const OTHER = 'the wind is in the east'
const NEITHER = 'express-session neither makes nor reads such a value.'
const READABLE =
  'Anyone who holds the cookie can read it, and only the server can change it: check it with the secret of that app.'

/** itsdangerous 2.2: `TimestampSigner` with the salt of Flask's `SecureCookieSessionInterface`, key derivation `hmac`, SHA-1. */
function flask(payload: string, time = 'awyWSA'): string {
  const text = `${payload}.${time}`
  const key = Buffer.from(hmac('sha1', SECRET, 'cookie-session', 'hex'), 'hex')
  return `${text}.${hmac('sha1', key, text, 'base64url')}`
}

/** itsdangerous 2.2, `TimestampSigner` with its own salt, as Starlette's SessionMiddleware calls it. */
function starlette(json: string, time = 'awyWSA'): string {
  const text = `${Buffer.from(json).toString('base64')}.${time}`
  return `${text}.${hmac('sha1', digest('sha1', `itsdangerous.Signersigner${SECRET}`), text, 'base64url')}`
}

/** better-auth 1.3, `setCookieCache()`. */
function cached(session: object, expiresAt: number): string {
  const text = JSON.stringify({ ...session, expiresAt })
  return base64url({ session, expiresAt, signature: hmac('sha256', SECRET, text, 'base64url') })
}

/** Django 5.2, `django.core.signing.dumps()` with the salt of signed_cookies; SHA-1 up to 3.0. */
function django(payload: string, hash = 'sha256'): string {
  const text = `${payload}:1xXmIO`
  const key = digest(hash, `django.contrib.sessions.backends.signed_cookiessigner${SECRET}`)
  return `${text}:${hmac(hash, key, text, 'base64url')}`
}

/** cookie-signature 1.2, `sign()`. */
const signed = (text: string): string => `${text}.${hmac('sha256', SECRET, text, 'base64').replace('=', '')}`

/** Rails 5.1, `ActiveSupport::MessageVerifier`. Its key is made from secret_key_base, so no secret can be checked. */
const rails = (payload: string, hash = 'sha1'): string => `${payload}--${hmac(hash, SECRET, payload, 'hex')}`

const packed = (text: string): string => `.${deflateSync(text).toString('base64url')}`
const USER = { user: 7 }
const USER_BASE64 = base64url(USER)

/** The message of AdonisJS 6 as @adonisjs/http-server signs it; its key is made from APP_KEY. */
const adonis = (message: object) => `s:${base64url(message)}.${hmac('sha256', SECRET, 'any', 'base64url')}`

const FLASK = `This is a session of Flask (itsdangerous): data, time and signature, and ${NEITHER} ${READABLE}`
const STARLETTE = `This is a session of Starlette (itsdangerous): data, time and signature, and ${NEITHER} ${READABLE}`
const CACHED = `This is a copy of a session, as better-auth keeps one beside its token, and ${NEITHER} ${READABLE}`
const DJANGO = `This is a signed value of Django: data, time and signature, and ${NEITHER} ${READABLE}`
const RAILS = `This is signed as Rails and Rack sign: base64, two dashes and a signature, and ${NEITHER} ${READABLE}`
const ADONIS = `This is signed by AdonisJS, which puts s: in front as well, and ${NEITHER} ${READABLE}`
const CHECK = 'Anyone who holds the cookie can read it: check it with the secret of that app.'
const HONO = `This has the form in which setSignedCookie() of Hono signs: HMAC-SHA256 in base64 with its =, and ${NEITHER} ${CHECK}`
const BETTER_AUTH = `This is signed as better-auth signs: HMAC-SHA256 in base64 with its =, and ${NEITHER} ${CHECK}`
const unmarked = (maker: string) =>
  `This has the form in which ${maker} signs, without s: in front: express-session of today treats it as no cookie. If it should be one, put back the s%3A in front; else check it with the secret of that app.`

const ID = 'DuPA5lMR-gnoupqcuTWKXnA3NmzyBy2R'
const LETTERS = 'kT4vQz9rLx2vKc7nHd5bYg8s'

describe('a value and its signature', () => {
  type Row = readonly [about: string, paste: string, kind: string, name: string, certainties: string, message: string]
  // The certainty where a secret confirms it, and where the secret is another one.
  test.each<Row>([
    ['Flask', pair('session', flask(USER_BASE64)), 'flask', 'Flask', 'sure likely', FLASK],
    ['Flask, packed', pair('a', flask(packed('{"user":7}'))), 'flask', 'Flask', 'sure likely', FLASK],
    ['Starlette', pair('a', starlette('{"user": 7}')), 'starlette', 'Starlette (FastAPI)', 'sure likely', STARLETTE],
    [
      'better-auth, a copy',
      pair('better-auth.session_data', cached(USER, Date.UTC(2030, 0))),
      'better-auth',
      'better-auth',
      'sure likely',
      CACHED,
    ],
    ['Django', pair('sessionid', django(USER_BASE64)), 'django', 'Django', 'sure likely', DJANGO],
    ['Django, packed', pair('sessionid', django(packed('{"user":7}'))), 'django', 'Django', 'sure likely', DJANGO],
    ['Django up to 3.0', pair('sessionid', django(USER_BASE64, 'sha1')), 'django', 'Django', 'sure likely', DJANGO],
    ['Hono', pair('cart', `${signed('quince')}=`), 'hono', 'Hono', 'sure possible', HONO],
    ['Hono, two lines', pair('note', `${signed('a\nb')}=`), 'hono', 'Hono', 'sure possible', HONO],
    [
      'better-auth',
      pair('__Secure-better-auth.session_token', `${signed(ID)}=`),
      'better-auth',
      'better-auth',
      'sure likely',
      BETTER_AUTH,
    ],
    [
      'Remix',
      pair('__session', signed(base64(USER))),
      'remix',
      'Remix (React Router)',
      'sure likely',
      unmarked('Remix (React Router)'),
    ],
    [
      'Remix by another name',
      pair('shop', signed(base64(USER))),
      'remix',
      'Remix (React Router)',
      'sure possible',
      unmarked('Remix (React Router)'),
    ],
    ['Connect 1', pair('connect.sid', signed(LETTERS)), 'connect', 'Connect 1', 'sure likely', unmarked('Connect 1')],
    [
      'Fastify by its name',
      pair('sessionId', signed('cart-7')),
      'fastify-session',
      '@fastify/session',
      'sure likely',
      unmarked('@fastify/session'),
    ],
    [
      'Fastify by its id',
      pair('shop', signed(ID)),
      'fastify-session',
      '@fastify/session',
      'sure possible',
      unmarked('@fastify/session'),
    ],
    [
      'a cookie of Fastify',
      pair('shop', signed('two words\nand two')),
      'fastify-cookie',
      '@fastify/cookie',
      'sure possible',
      unmarked('@fastify/cookie'),
    ],
    // None of them has the length of an id of Connect or Fastify.
    ...[`${LETTERS}t`, `.${LETTERS}`, ID, `${LETTERS.slice(1)}-`].map((id): Row => [
      `connect.sid ${id}`,
      pair('connect.sid', signed(id)),
      id === ID ? 'fastify-session' : 'fastify-cookie',
      id === ID ? '@fastify/session' : '@fastify/cookie',
      'sure possible',
      unmarked(id === ID ? '@fastify/session' : '@fastify/cookie'),
    ]),
    ...[`${ID}t`, `${ID.slice(1)}.`, LETTERS].map((id): Row => [
      `shop ${id}`,
      pair('shop', signed(id)),
      'fastify-cookie',
      '@fastify/cookie',
      'sure possible',
      unmarked('@fastify/cookie'),
    ]),
  ])('%s', async (_, paste, kind, name, certainties, message) => {
    const [sure, unsure] = certainties.split(' ')
    const framework = (certainty?: string) => ({ name, certainty, protection: 'signed' })
    expect(await say(paste, [OTHER, SECRET])).toMatchObject({ kind, verified: true, secretIndex: 1, message })
    expect(await say(paste, [SECRET])).toMatchObject({ kind, verified: true, framework: framework(sure), message })
    expect(await say(paste, [OTHER])).toMatchObject({ kind, verified: false, framework: framework(unsure), message })
    expect(await say(paste)).toMatchObject({ kind, verified: null, framework: framework(unsure), message })
  })

  test.each<[about: string, paste: string, kind: string, name: string, certainty: string, message: string]>([
    ['Rails', pair('_shop_session', rails(base64(USER))), 'rails', 'Ruby on Rails', 'likely', RAILS],
    ['Rails, SHA-256', pair('_shop_session', rails(base64(USER), 'sha256')), 'rails', 'Ruby on Rails', 'likely', RAILS],
    ['Rack', pair('rack.session', rails(base64(USER))), 'rack', 'Rack', 'likely', RAILS],
    [
      'AdonisJS',
      pair('adonis-session', adonis({ message: 'a', purpose: 'b' })),
      'adonisjs',
      'AdonisJS',
      'sure',
      ADONIS,
    ],
    ['AdonisJS without a purpose', pair('a', adonis({ message: 'a' })), 'adonisjs', 'AdonisJS', 'likely', ADONIS],
  ])('%s, whose key is made from its secret', async (_, paste, kind, name, certainty, message) => {
    const framework = { name, certainty, protection: 'signed' }
    expect(await say(paste, [SECRET])).toMatchObject({ kind, verified: null, framework, message })
  })
})

test.each<[about: string, paste: string, parts: object]>([
  ['Flask', pair('a', flask(USER_BASE64)), { id: null, content: USER, signature: flask(USER_BASE64).slice(-27) }],
  ['Flask, packed', pair('a', flask(packed('{"user":7}'))), { content: USER }],
  ['Flask, a list', pair('a', flask(base64url([7]))), { kind: 'flask', content: [7] }],
  ['Django', pair('a', django(USER_BASE64)), { content: USER, signature: django(USER_BASE64).slice(-43) }],
  ['Django, packed', pair('a', django(packed('{"user":7}'))), { content: USER }],
  ['Django, no JSON', pair('a', django('cart-7')), { kind: 'django', content: null }],
  ['Django, cut in packing', pair('a', django('.eJyr')), { kind: 'django', content: null }],
  ['Rails', pair('a', rails(base64(USER))), { id: null, content: USER, signature: rails(base64(USER)).slice(-40) }],
  ['Rails, hyphens in it', pair('a', rails(base64url({ note: '~~~>>>' }))), { content: { note: '~~~>>>' } }],
  ['Rails, no JSON', pair('a', rails('BAh7B0kiD3==')), { kind: 'rails', content: null }],
  ['Hono', pair('a', `${signed('quince')}=`), { id: 'quince', signature: `${signed('quince').slice(-43)}=` }],
  ['Remix', pair('__session', signed(base64(USER))), { id: null, content: USER }],
  ['Fastify', pair('sessionId', signed(ID)), { id: ID, content: null, signature: signed(ID).slice(-43) }],
  ['AdonisJS', pair('a', adonis({ message: 'a1' })), { id: 'a1', content: { message: 'a1' } }],
  ['AdonisJS, data', pair('a', adonis({ message: { user: 7 } })), { id: null, content: { message: { user: 7 } } }],
])('what can be read in it: %s', async (_, paste, parts) => expect(await say(paste)).toMatchObject(parts))

describe('not quite', () => {
  const TRUE = [flask(USER_BASE64), django(USER_BASE64), rails(base64(USER)), rails(base64(USER), 'sha256')]
  test.each(TRUE.flatMap((value) => [`~${value}`, `${value}~`, `!${value}`, `${value}!`]))('%s', async (value) => {
    const { kind, framework } = await say(pair('a', value))
    expect([kind, framework]).toEqual(['unsigned', null])
  })

  test.each<[about: string, paste: string, kind: string]>([
    ['Flask, no JSON', pair('a', flask('cart-7')), 'unsigned'],
    ['Flask, said to be packed', pair('a', flask(`.${USER_BASE64}`)), 'unsigned'],
    ['Flask, packed, but no JSON', pair('a', flask(packed('cart-7'))), 'unsigned'],
    // The largest session that is unpacked has 16,384 bytes.
    ['Flask, packed', pair('a', flask(packed(`"${'x'.repeat(16_382)}"`))), 'flask'],
    ['Flask, packed from more', pair('a', flask(packed(`"${'x'.repeat(16_383)}"`))), 'unsigned'],
    ['AdonisJS, signed by another', `a=s%3A${base64url(USER)}.${signed('').slice(1)}`, 'express-session'],
    ['Starlette, something before it', pair('a', `~${starlette('{"user": 7}')}`), 'unsigned'],
    ['Starlette, something behind it', pair('a', `${starlette('{"user": 7}')}~`), 'unsigned'],
    ['Starlette, no JSON', pair('a', starlette('{"users": 7')), 'unsigned'],
    ['AdonisJS, something before it', pair('a', `~${adonis({ message: 'a' })}`), 'unsigned'],
    ['AdonisJS, something behind it', pair('a', `${adonis({ message: 'a' })}~`), 'express-session'],
    ['AdonisJS, something between', pair('a', adonis({ message: 'a' }).replace('.', '.~')), 'express-session'],
    ['no JSON behind s:', pair('a', `s:eyJ.${signed('').slice(1)}`), 'express-session'],
    ['nothing before the dot', pair('a', signed('')), 'unsigned'],
    ['nothing before the dot, with =', pair('a', `${signed('')}=`), 'unsigned'],
    ['something behind the signature', pair('a', `${signed('cart')}~`), 'unsigned'],
    ['something behind the signature with =', pair('a', `${signed('cart')}=~`), 'unsigned'],
    ['nothing between s: and the dot', pair('a', signed('s:')), 'malformed'],
    ['nothing between s: and the dot, with =', pair('a', `s:${signed('')}=`), 'malformed'],
  ])('%s', async (_, paste, kind) => expect((await say(paste)).kind).toBe(kind))

  test('what express-session signed is not taken from it, even if it begins like JSON in base64', async () => {
    expect(await say(`a=s%3A${encodeURIComponent(signed(USER_BASE64))}`, [SECRET])).toMatchObject({
      kind: 'express-session',
      verified: true,
    })
  })
})

describe('koa-session', () => {
  const [END, SAYS_END] = [Date.UTC(2030, 0), { user: 7, _expire: Date.UTC(2030, 0), _maxAge: 86_400_000 }]
  const two = (name: string, value: string) =>
    `${name}=${value}; ${name}.sig=${hmac('sha1', SECRET, `${name}=${value}`, 'base64url')}`
  const whole = (rest: string) =>
    `This is a whole session as koa-session keeps it in the browser, and ${NEITHER} ${rest}`
  const paste = whole('Its signature is in a second cookie, whose name ends in .sig: paste both to check it.')

  test.each<[about: string, paste: string, secret: string, parts: object]>([
    ['both cookies', two('koa.sess', base64(SAYS_END)), SECRET, { verified: true, certainty: 'sure' }],
    ['another name', two('shop', base64(SAYS_END)), SECRET, { verified: true, certainty: 'sure' }],
    ['another secret', two('koa.sess', base64(SAYS_END)), OTHER, { verified: false, certainty: 'likely' }],
    ['the old name, no end', two('koa:sess', base64(USER)), SECRET, { verified: true, certainty: 'likely' }],
    ['_maxAge alone', two('shop', base64({ _maxAge: 'session' })), SECRET, { verified: true, certainty: 'sure' }],
  ])('%s', async (_, input, secret, { certainty, ...parts }: { certainty?: string }) => {
    const framework = { name: 'koa-session', certainty, protection: 'signed' }
    expect(await say(input, [secret])).toMatchObject({
      kind: 'koa-session',
      framework,
      message: whole(READABLE),
      ...parts,
    })
  })

  test.each<[about: string, paste: string]>([
    ['by what it says', pair('shop', base64(SAYS_END))],
    ['by its end alone', pair('shop', base64({ _expire: END }))],
    ['by its name', pair('koa.sess', base64(USER))],
  ])('without its signature, known %s', async (_, input) =>
    expect(await say(input, [SECRET])).toMatchObject({
      kind: 'koa-session',
      verified: null,
      signature: null,
      framework: { certainty: 'likely' },
      message: paste,
    }),
  )

  test.each<[about: string, paste: string, kind: string]>([
    ['neither says so', pair('shop', base64(USER)), 'cookie-session'],
    ['a name like it', pair('koa-sess', base64(USER)), 'cookie-session'],
    ['a name that ends so', pair('my.koa.sess', base64(USER)), 'cookie-session'],
    ['no session', pair('koa.sess', 'cart-seventeen-and-more'), 'unsigned'],
  ])('is not found: %s', async (_, input, kind) => expect((await say(input)).kind).toBe(kind))

  test('says when it ends', async () => {
    const codes = async (end: unknown) =>
      (await say(pair('koa.sess', base64({ user: 7, _expire: end })))).findings?.map(({ code }) => code)
    expect(await codes(END)).not.toContain('session-ended')
    expect(await codes(END - 10 * 365 * 86_400_000)).toContain('session-ended')
    expect(await codes('2020-01-01')).not.toContain('session-ended')
  })
})
