import { expect, test } from 'vitest'
import { base64, base64url, digest, hmac, pair, say } from './say.ts'

const SECRET = 'the ferry waits until the fog has gone'
const OTHER = 'the fog is on the hill'

/** Django 5.2, `Signer.sign()`: key and salt decide what a secret makes. */
function django(text: string, salt: string, key = SECRET): string {
  return `${text}:1xXmIO:${hmac('sha256', digest('sha256', `${salt}signer${key}`), `${text}:1xXmIO`, 'base64url')}`
}

/** itsdangerous 2.2, `TimestampSigner` as Starlette's SessionMiddleware calls it, of what Python makes of JSON. */
function starlette(json: string): string {
  const text = `${Buffer.from(json).toString('base64')}.awyWSA`
  return `${text}.${hmac('sha1', digest('sha1', `itsdangerous.Signersigner${SECRET}`), text, 'base64url')}`
}

/** better-auth 1.7, `setCookieCache()`. */
function cache(secret = SECRET): string {
  const session = { user: { id: 'a' }, updatedAt: 1_793_000_000_000 }
  const expiresAt = 2_000_000_000_000
  const signature = hmac('sha256', secret, JSON.stringify({ ...session, expiresAt }), 'base64url')
  return base64url({ session, expiresAt, signature })
}

const cookieOfDjango = django('dark', 'theme', `django.http.cookies${SECRET}`)

test.each<[about: string, paste: string, kind: string, withSecret: object, withAnother: object]>([
  [
    'set_signed_cookie() of Django',
    pair('theme', cookieOfDjango),
    'django',
    { verified: true, framework: { certainty: 'sure' } },
    { verified: null, framework: { certainty: 'likely' } },
  ],
  [
    'the same under another name: its app may have chosen any salt',
    pair('shade', cookieOfDjango),
    'django',
    { verified: null },
    { verified: null },
  ],
  [
    'a session of Django by another name',
    pair('shop', django(base64url({ a: 1 }), 'django.contrib.sessions.backends.signed_cookies')),
    'django',
    { verified: true },
    { verified: null },
  ],
  [
    'a session of Django',
    pair('sessionid', django(base64url({ a: 1 }), 'django.contrib.sessions.backends.signed_cookies')),
    'django',
    { verified: true },
    { verified: false },
  ],
  [
    'Starlette',
    pair('session', starlette('{"user": "ida"}')),
    'starlette',
    { verified: true, framework: { name: 'Starlette (FastAPI)', certainty: 'sure' } },
    { verified: false, framework: { name: 'Starlette (FastAPI)', certainty: 'likely' } },
  ],
  ['Starlette, nothing in it', pair('session', starlette('{}')), 'starlette', { verified: true }, { verified: false }],
  ['JSON as Flask spells it', pair('session', starlette('{"user":"idas"}')), 'flask', {}, { verified: false }],
  [
    'better-auth',
    pair('better-auth.session_data', cache()),
    'better-auth',
    { verified: true, framework: { certainty: 'sure' } },
    { verified: false, framework: { certainty: 'likely' } },
  ],
  [
    'better-auth by another name',
    pair('shop.session_data', cache()),
    'better-auth',
    { verified: true, framework: { certainty: 'sure' } },
    { verified: false, framework: { certainty: 'possible' } },
  ],
  [
    'Mojolicious',
    pair('mojolicious', `${base64({ user: 7 }).replaceAll('=', '-')}--${hmac('sha256', SECRET, 'any', 'hex')}`),
    'mojolicious',
    { verified: null, content: { user: 7 } },
    { verified: null },
  ],
])('%s', async (_, paste, kind, withSecret, withAnother) => {
  expect(await say(paste, [SECRET])).toMatchObject({ kind, ...withSecret })
  expect(await say(paste, [OTHER])).toMatchObject({ kind, ...withAnother })
})

test.each<[about: string, json: object]>([
  ['no signature', { session: {}, expiresAt: 2e12 }],
  ['no end', { session: {}, signature: 'a' }],
  ['no session', { session: null, expiresAt: 2e12, signature: 'a' }],
  ['a text as session', { session: 'a', expiresAt: 2e12, signature: 'a' }],
])('JSON with %s is not of better-auth', async (_, json) => {
  expect(await say(pair('a', base64url(json)), [SECRET])).toMatchObject({ kind: 'cookie-session' })
})

test.each(['process.env.SESSION_SECRET', '${SESSION_SECRET}', '$COOKIE_SECRET', 'undefined', 'NaN'])(
  'made with the text %s, and no secret given',
  async (secret) => {
    const value = `s:p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V.${hmac('sha256', secret, 'p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V', 'base64').replace('=', '')}`
    const { findings } = (await say(pair('connect.sid', value))) as { readonly findings: readonly { code: string }[] }
    expect(findings.map(({ code }) => code)).toContain('secret-variant')
  },
)
