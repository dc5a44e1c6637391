import { readBase64Object } from '../../value/json.ts'
import { NOT_OURS, other, partsIn, type Shape } from './other.ts'

const sealed = (name: string, certainty: 'sure' | 'likely' | 'possible') =>
  ({ name, certainty, protection: 'encrypted' }) as const

const ENCRYPTED =
  'Its content is encrypted, so only the server can read it; look there, or ask its own tools, for what is in it.'

/** iron-session, and hapi's cookies and yar: both seal with @hapi/iron, `Fe26.2*password*salt*iv*data*end*salt*mac`. */
const iron: Shape = ({ name, value }) => {
  const parts = partsIn(/^Fe26\.2(?:\*[^*]*){4}\*(\d{0,15})\*[^*]*\*([^*]+)$/, value)
  if (parts === null) return null
  const [end, mac] = parts
  // Only iron-session puts its own version behind it.
  const [slug, by, certainty] = /~\d/.test(mac)
    ? (['iron-session', 'iron-session', 'sure'] as const)
    : /^(?:nuxt-session|h3)/.test(name)
      ? (['h3', 'Nuxt (h3)', 'likely'] as const)
      : (['yar', 'hapi (yar, @hapi/cookie)', name === 'session' ? 'likely' : 'possible'] as const)
  const others = certainty === 'possible' ? ', Nuxt and others do' : ' does'
  return other(
    slug,
    sealed(by, certainty),
    `This is sealed with iron, as ${by}${others}, and ${NOT_OURS} ${ENCRYPTED}`,
    { end: end === '' ? null : Number(end) },
  )
}

/** ASP.NET Core Data Protection: each protected payload begins with the bytes 09 F0 C9 F0. */
const aspnetCore: Shape = ({ value }) =>
  /^CfDJ8[\w+/-]{20,}={0,2}$/.test(value)
    ? other(
        'aspnet-core',
        sealed('ASP.NET Core', 'sure'),
        `This is protected by ASP.NET Core, and ${NOT_OURS} ${ENCRYPTED}`,
      )
    : null

/** Laravel, `Encrypter::encrypt()`: JSON with iv, value and mac in base64. */
const laravel: Shape = ({ value }) => {
  const json = readBase64Object(value)
  return json && ['iv', 'value', 'mac'].every((key) => typeof json[key] === 'string')
    ? other(
        'laravel',
        sealed('Laravel', 'sure'),
        `This is encrypted by Laravel (iv, value and mac in base64), and ${NOT_OURS} ${ENCRYPTED}`,
      )
    : null
}

/** AdonisJS, encrypted cookies: `e:` in front, three parts behind it. */
const adonis: Shape = ({ value }) =>
  /^e:[\w-]{16,}\.[\w-]+\.[\w-]+$/.test(value)
    ? other(
        'adonisjs',
        sealed('AdonisJS', 'likely'),
        `This is encrypted by AdonisJS, which puts e: in front, and ${NOT_OURS} ${ENCRYPTED}`,
      )
    : null

/** Rails 5.2 and later, AES-GCM: data, iv of 12 bytes and tag of 16 in base64, with `--` between. */
const rails: Shape = ({ value }) =>
  /^[A-Za-z0-9+/]+={0,2}--[A-Za-z0-9+/]{16}--[A-Za-z0-9+/]{22}==$/.test(value)
    ? other('rails', sealed('Ruby on Rails', 'sure'), `This is encrypted by Rails, and ${NOT_OURS} ${ENCRYPTED}`)
    : null

/** @fastify/secure-session: what libsodium seals and its nonce of 24 bytes, each in base64. */
const secureSession: Shape = ({ value }) =>
  /^[A-Za-z0-9+/]{24,}={0,2};[A-Za-z0-9+/]{32}$/.test(value)
    ? other(
        'fastify-secure-session',
        sealed('@fastify/secure-session', 'likely'),
        `This is sealed as @fastify/secure-session does, and ${NOT_OURS} ${ENCRYPTED}`,
      )
    : null

/** oauth2-proxy: the value, the seconds of its making, and an HMAC, with bars between. */
const oauth2Proxy: Shape = ({ name, value }) =>
  /^[\w+/=-]{16,}\|\d{10}\|[\w+/-]{27,43}=?$/.test(value)
    ? other(
        'oauth2-proxy',
        { name: 'oauth2-proxy', certainty: name.startsWith('_oauth2_proxy') ? 'sure' : 'likely', protection: 'signed' },
        `This has the three parts of oauth2-proxy: value, time and signature, and ${NOT_OURS} Its key is the cookie secret of the proxy, not of the app behind it.`,
        { signature: value.slice(value.lastIndexOf('|') + 1) },
      )
    : null

/** Supabase: `base64-` and a session with its tokens. */
const supabase: Shape = ({ name, value }) =>
  value.startsWith('base64-eyJ')
    ? other(
        'supabase',
        { name: 'Supabase', certainty: /^sb-.+-auth-token/.test(name) ? 'sure' : 'likely', protection: 'signed' },
        `This is a session of Supabase in base64, and ${NOT_OURS} The tokens in it are signed each by itself: anyone who holds the cookie can use them.`,
        { json: readBase64Object(value.slice('base64-'.length)) },
      )
    : null

/** What is recognized by the form of something that nobody but the server can read. */
export const SEALED: readonly Shape[] = [iron, aspnetCore, laravel, adonis, rails, secureSession, oauth2Proxy, supabase]
