import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { hmacOf } from '../../signature/hmac.ts'
import { signedByExpress, unpadded } from '../../signature/signature.ts'
import { readBase64Object, readJson } from '../../value/json.ts'
import type { Framework } from '../../value/framework.ts'
import { NOT_OURS, other, partsIn, type Shape } from './other.ts'

const signed = (name: string, certainty: Framework['certainty']): Framework => ({
  name,
  certainty,
  protection: 'signed',
})

const READABLE =
  'Anyone who holds the cookie can read it, and only the server can change it: check it with the secret of that app.'

/** Of what may be signed by somebody else, or not at all. */
const CHECK = 'Anyone who holds the cookie can read it: check it with the secret of that app.'

/** AdonisJS, `MessageVerifier`: s: too, then JSON with message and purpose, and an HMAC with a key that is made from APP_KEY. */
export const adonis: Shape = ({ value }) => {
  const parts = partsIn(/^s:([\w-]+)\.([\w-]{43})$/, value)
  if (parts === null) return null
  const [payload, signature] = parts
  const json = readBase64Object(payload)
  if (!json || !('message' in json)) return null
  return other(
    'adonisjs',
    signed('AdonisJS', 'purpose' in json ? 'sure' : 'likely'),
    `This is signed by AdonisJS, which puts s: in front as well, and ${NOT_OURS} ${READABLE}`,
    { id: typeof json['message'] === 'string' ? json['message'] : null, signature, json },
  )
}

/** A few hundred bytes can unpack to a megabyte, and a session that fits into a cookie is no larger than this. In bytes. */
const LARGEST_PACKED = 16_384

/** Text in base64url, compressed with zlib where `isPacked`. Null for what is no JSON, or too large. */
function readPayload(text: string, isPacked: boolean): unknown {
  try {
    const bytes = Buffer.from(text, 'base64url')
    const reading = readJson((isPacked ? inflateSync(bytes, { maxOutputLength: LARGEST_PACKED }) : bytes).toString())
    return 'value' in reading ? reading.value : null
  } catch {
    return null
  }
}

/** itsdangerous, `Signer.derive_key()` with `hmac`, and the salt of Flask's sessions. */
const flaskMakes = (text: string, signature: string) => (secret: string) =>
  hmacOf('sha1', hmacOf('sha1', secret, 'cookie-session'), text).toString('base64url') === signature

/** itsdangerous, `Signer.derive_key()` with `django-concat`, and its own salt: Starlette's SessionMiddleware leaves both as they are. */
const starletteMakes = (text: string, signature: string) => (secret: string) => {
  const key = createHash('sha1').update(`itsdangerous.Signersigner${secret}`).digest()
  return hmacOf('sha1', key, text).toString('base64url') === signature
}

/** Starlette and FastAPI: JSON in base64 as Python spells it, with a blank behind each colon, then time and HMAC-SHA1. */
const starlette: Shape = ({ value, confirmsMade }) => {
  const parts = partsIn(/^([A-Za-z0-9+/]+={0,2})\.([\w-]{6})\.([\w-]{27})$/, value)
  if (parts === null) return null
  const [payload, time, signature] = parts
  const json = readBase64Object(payload)
  if (json === null || !/^\{(?:\}|"[^]*": )/.test(Buffer.from(payload, 'base64').toString())) return null
  const isMadeWith = starletteMakes(`${payload}.${time}`, signature)
  return other(
    'starlette',
    signed('Starlette (FastAPI)', confirmsMade(isMadeWith) ? 'sure' : 'likely'),
    `This is a session of Starlette (itsdangerous): data, time and signature, and ${NOT_OURS} ${READABLE}`,
    { signature, json, isMadeWith },
  )
}

/** Flask (itsdangerous): payload, time and HMAC-SHA1 in base64url, with dots between. A dot in front says that it is packed. */
const flask: Shape = ({ value, confirmsMade }) => {
  const parts = partsIn(/^(\.?)([\w-]+)\.([\w-]{6})\.([\w-]{27})$/, value)
  if (parts === null) return null
  const [dot, payload, time, signature] = parts
  const json = readPayload(payload, dot === '.')
  if (json === null) return null
  const isMadeWith = flaskMakes(`${dot}${payload}.${time}`, signature)
  return other(
    'flask',
    signed('Flask', confirmsMade(isMadeWith) ? 'sure' : 'likely'),
    `This is a session of Flask (itsdangerous): data, time and signature, and ${NOT_OURS} ${READABLE}`,
    { signature, json, isMadeWith },
  )
}

/** The salt of Django's backend signed_cookies. */
const SESSION_SALT = 'django.contrib.sessions.backends.signed_cookies'

/** django.core.signing, `salted_hmac()`: with the salt of sessions, and as `set_signed_cookie()` does, with the name and a longer key. */
const djangoMakes = (name: string, text: string, signature: string) => (secret: string) => {
  const hash = signature.length === 27 ? 'sha1' : 'sha256'
  return [SESSION_SALT + 'signer' + secret, `${name}signerdjango.http.cookies${secret}`].some((made) => {
    const key = createHash(hash).update(made).digest()
    return hmacOf(hash, key, text).toString('base64url') === signature
  })
}

/**
 * Django, signed_cookies: payload, time in base 62 and HMAC, with colons between. Its apps choose the salt, so only of a session can
 * be said that no secret makes the signature.
 */
const django: Shape = ({ name, value, confirmsMade }) => {
  const parts = partsIn(/^(\.?)([\w-]+):(\w{6}):([\w-]{43}|[\w-]{27})$/, value)
  if (parts === null) return null
  const [dot, payload, time, signature] = parts
  const isMadeWith = djangoMakes(name, `${dot}${payload}:${time}`, signature)
  const isMade = confirmsMade(isMadeWith)
  return other(
    'django',
    signed('Django', isMade ? 'sure' : 'likely'),
    `This is a signed value of Django: data, time and signature, and ${NOT_OURS} ${READABLE}`,
    {
      signature,
      json: readPayload(payload, dot === '.'),
      isMadeWith: isMade || name === 'sessionid' ? isMadeWith : null,
    },
  )
}

/** Who else signs like Rails, by the default names of their cookies. Mojolicious, of Perl, writes a dash for each `=` at the end. */
const RUBY: ReadonlyMap<string, readonly [slug: string, name: string]> = new Map([
  ['rack.session', ['rack', 'Rack']],
  ['mojolicious', ['mojolicious', 'Mojolicious (Perl)']],
])

/** Rails up to 5.1 and signed cookies of later ones: base64, `--`, HMAC-SHA1 or SHA256 in hexadecimal digits. */
const rails: Shape = ({ name, value }) => {
  const parts = partsIn(/^([A-Za-z0-9+/=_-]+)--([\da-f]{40}|[\da-f]{64})$/, value)
  if (parts === null) return null
  const [payload, signature] = parts
  const [slug, by] = RUBY.get(name) ?? ['rails', 'Ruby on Rails']
  return other(
    slug,
    signed(by, 'likely'),
    `This is signed as Rails and Rack sign: base64, two dashes and a signature, and ${NOT_OURS} ${READABLE}`,
    { signature, json: readBase64Object(payload.replace(/-+$/, '')) },
  )
}

/** Hono's setSignedCookie() and better-auth: a dot and an HMAC-SHA256 in base64 that keeps its `=`. */
const padded: Shape = ({ name, value, confirms }) => {
  const parts = partsIn(/^(.+)\.([A-Za-z0-9+/]{43}=)$/s, value)
  if (parts === null) return null
  const [text, signature] = parts
  const made = signedByExpress({ id: text, signature: unpadded(signature) })
  const isBetterAuth = /better-auth/.test(name)
  return other(
    isBetterAuth ? 'better-auth' : 'hono',
    signed(isBetterAuth ? 'better-auth' : 'Hono', confirms(made) ? 'sure' : isBetterAuth ? 'likely' : 'possible'),
    `This ${isBetterAuth ? 'is signed as better-auth signs' : 'has the form in which setSignedCookie() of Hono signs'}: HMAC-SHA256 in base64 with its =, and ${NOT_OURS} ${CHECK}`,
    { id: text, signature, signed: made },
  )
}

/** better-auth, `setCookieCache()`: JSON in base64url with the session, its end, and an HMAC-SHA256 of both. */
const betterAuthCache: Shape = ({ name, value, confirms }) => {
  const json = readBase64Object(value)
  if (json === null || typeof json['signature'] !== 'string' || typeof json['expiresAt'] !== 'number') return null
  const { session, expiresAt, signature } = json
  if (typeof session !== 'object' || session === null) return null
  const made = {
    text: JSON.stringify({ ...session, expiresAt }),
    signature,
    hash: 'sha256',
    encoding: 'base64url',
  } as const
  return other(
    'better-auth',
    signed('better-auth', confirms(made) ? 'sure' : /better-auth/.test(name) ? 'likely' : 'possible'),
    `This is a copy of a session, as better-auth keeps one beside its token, and ${NOT_OURS} ${READABLE}`,
    { signature, signed: made, json, end: expiresAt },
  )
}

/** Signed as cookie-signature signs, without s: in front: Fastify, Remix, Connect 1. */
const unmarked: Shape = ({ name, value, confirms }) => {
  const parts = partsIn(/^(.+)\.([A-Za-z0-9+/]{43})$/s, value)
  if (parts === null) return null
  const [text, signature] = parts
  const made = signedByExpress({ id: text, signature })
  const maker = makerOf(name, text)
  const certainty = maker.isUsual ? 'likely' : 'possible'
  return other(
    maker.slug,
    signed(maker.name, confirms(made) ? 'sure' : certainty),
    `This has the form in which ${maker.name} signs, without s: in front: express-session of today treats it as no cookie. If it should be one, put back the s%3A in front; else check it with the secret of that app.`,
    { id: maker.json === null ? text : null, signature, signed: made, json: maker.json },
  )
}

interface Maker {
  readonly slug: string
  readonly name: string
  /** Name and value are what it makes by default. */
  readonly isUsual: boolean
  readonly json: unknown
}

function makerOf(name: string, text: string): Maker {
  const json = readPayload(unpadded(text), false)
  if (json !== null) return { slug: 'remix', name: 'Remix (React Router)', isUsual: name === '__session', json }
  // Connect 1 made ids of 24 letters and digits.
  if (name === 'connect.sid' && /^[A-Za-z0-9]{24}$/.test(text))
    return { slug: 'connect', name: 'Connect 1', isUsual: true, json: null }
  return name === 'sessionId' || /^[\w-]{32}$/.test(text)
    ? { slug: 'fastify-session', name: '@fastify/session', isUsual: name === 'sessionId', json: null }
    : { slug: 'fastify-cookie', name: '@fastify/cookie', isUsual: false, json: null }
}

/** koa-session: JSON in base64 that says when it ends, signed by keygrip in a second cookie. */
const koa: Shape = ({ name, value, partner, confirms }) => {
  const json = readBase64Object(value)
  const isNamed = /^koa[.:]sess/.test(name)
  const hasEnd = json !== null && ('_expire' in json || '_maxAge' in json)
  if (json === null || !(isNamed || hasEnd)) return null
  const made =
    partner === null
      ? null
      : ({ text: `${name}=${value}`, signature: partner, hash: 'sha1', encoding: 'base64url' } as const)
  const end = json['_expire']
  return other(
    'koa-session',
    signed('koa-session', made && confirms(made) && hasEnd ? 'sure' : 'likely'),
    `This is a whole session as koa-session keeps it in the browser, and ${NOT_OURS} ${
      partner === null
        ? 'Its signature is in a second cookie, whose name ends in .sig: paste both to check it.'
        : READABLE
    }`,
    { signature: partner, signed: made, json, end: typeof end === 'number' ? end : null },
  )
}

/** What is recognized by the form of its signature. The strictest first. */
export const SIGNED: readonly Shape[] = [starlette, flask, django, rails, koa, betterAuthCache, padded, unmarked]
