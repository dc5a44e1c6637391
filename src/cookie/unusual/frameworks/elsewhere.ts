import { hmacOf } from '../../signature/hmac.ts'
import type { Framework } from '../../value/framework.ts'
import { readBase64Object } from '../../value/json.ts'
import { NOT_OURS, other, partsIn, type Shape } from './other.ts'

const signed = (name: string, certainty: Framework['certainty']): Framework => ({
  name,
  certainty,
  protection: 'signed',
})

const hex = (hash: 'sha256' | 'sha512', secret: string, text: string): string =>
  hmacOf(hash, secret, text).toString('hex')

const CHECK = 'Anyone who holds the cookie can read it: check it with the secret of that app.'

/** Flask-Login, `encode_cookie()`: the id of a user, a bar, and an HMAC-SHA512 in hexadecimal digits. */
const flaskLogin: Shape = ({ value, confirmsMade }) => {
  const parts = partsIn(/^([^|]+)\|([\da-f]{128})$/, value)
  if (parts === null) return null
  const [text, signature] = parts
  const isMadeWith = (secret: string) => hex('sha512', secret, text) === signature
  return other(
    'flask-login',
    signed('Flask-Login', confirmsMade(isMadeWith) ? 'sure' : 'likely'),
    `This is what Flask-Login remembers a visitor by: an id, a bar and a signature, and ${NOT_OURS} ${CHECK}`,
    { signature, isMadeWith },
  )
}

/** Tornado, `create_signed_value()`, version 2: fields with their lengths, and an HMAC-SHA256 of all that stands before it. */
const tornado: Shape = ({ value, confirmsMade }) => {
  const parts = partsIn(/^(2\|(?:\d+:\d+\|){2}\d+:[^|]+\|\d+:[^|]*\|)([\da-f]{64})$/, value)
  if (parts === null) return null
  const [text, signature] = parts
  const isMadeWith = (secret: string) => hex('sha256', secret, text) === signature
  return other(
    'tornado',
    signed('Tornado', 'sure'),
    `This is signed by ${confirmsMade(isMadeWith) ? 'Tornado, with the secret given' : 'Tornado'}: fields with their lengths, and ${NOT_OURS} ${CHECK}`,
    { signature, isMadeWith },
  )
}

/** Yii 2, `Security::hashData()`: an HMAC-SHA256 in hexadecimal digits, and what PHP makes of the value. */
const yii: Shape = ({ value }) => {
  const parts = partsIn(/^([\da-f]{64})((?:a:\d+:\{|s:\d+:").*)/s, value)
  if (parts === null) return null
  const [signature, text] = parts
  return other(
    'yii',
    signed('Yii', 'sure'),
    `This is signed by Yii: a signature, and the value as PHP writes it, and ${NOT_OURS} ${CHECK}`,
    { signature, isMadeWith: (secret) => hex('sha256', secret, text) === signature },
  )
}

/** Phoenix, `Plug.Crypto.MessageVerifier`: its algorithm in base64url, the value as Erlang writes it, and an HMAC. */
const phoenix: Shape = ({ value }) => {
  const parts = partsIn(/^(SFMyNTY|SFMzODQ|SFM1MTI|QTEyOEdDTQ)\.[\w-]+\.(?:[\w.-]+\.)?([\w-]+)$/, value)
  if (parts === null) return null
  const [mark, signature] = parts
  const isSigned = mark.startsWith('SFM')
  return other(
    'phoenix',
    { name: 'Phoenix (Elixir)', certainty: 'sure', protection: isSigned ? 'signed' : 'encrypted' },
    `This is ${isSigned ? 'signed' : 'encrypted'} by Phoenix, with a key that is made from secret_key_base, and ${NOT_OURS} Look into it with the tools of that app.`,
    { signature: isSigned ? signature : null },
  )
}

/** gorilla/securecookie, `Encode()`: seconds, value and HMAC-SHA256 of `name|seconds|value`, with bars between, in base64url. */
const gorilla: Shape = ({ name, value, confirmsMade }) => {
  if (!/^[\w-]+={0,2}$/.test(value)) return null
  const bytes = Buffer.from(value, 'base64url')
  const parts = partsIn(/^(\d{10}\|[\w-]+={0,2})\|.{32}$/s, bytes.toString('latin1'))
  if (parts === null) return null
  const [text] = parts
  const mac = bytes.subarray(-32)
  const isMadeWith = (secret: string) => hmacOf('sha256', secret, `${name}|${text}`).equals(mac)
  return other(
    'gorilla',
    signed('gorilla/sessions (Go)', confirmsMade(isMadeWith) ? 'sure' : 'likely'),
    `This has the parts of gorilla/securecookie of Go: time, value and signature, and ${NOT_OURS} ${CHECK}`,
    { signature: mac.toString('base64'), isMadeWith },
  )
}

/** WordPress, `wp_generate_auth_cookie()`: user, end in seconds, token and HMAC-SHA256. */
const wordpress: Shape = ({ value }) => {
  const parts = partsIn(/^[^|]+\|(\d{10})\|\w{43}\|([\da-f]{64})$/, value)
  if (parts === null) return null
  const [end, signature] = parts
  return other(
    'wordpress',
    signed('WordPress', 'sure'),
    `This is the login of WordPress: user, end, token and signature, and ${NOT_OURS} Its key is made of several secrets of that site.`,
    { signature, end: Number(end) * 1000 },
  )
}

/** The package cookies, which Koa has: any value, signed by keygrip in a second cookie. */
const keygrip: Shape = ({ name, value, partner, confirms }) => {
  if (partner === null || readBase64Object(value) !== null) return null
  const made = { text: `${name}=${value}`, signature: partner, hash: 'sha1', encoding: 'base64url' } as const
  return other(
    'keygrip',
    signed('Koa, or the package cookies', confirms(made) ? 'sure' : 'likely'),
    `This is signed by keygrip in a second cookie, whose name ends in .sig, as Koa and the package cookies do, and ${NOT_OURS} ${CHECK}`,
    { signature: partner, signed: made },
  )
}

/** Remix without secrets: JSON in base64. @param name its default tells it from cookie-session */
const remix: Shape = ({ name, value, partner }) => {
  const json = name === '__session' && partner === null ? readBase64Object(value) : null
  return json === null
    ? null
    : other(
        'remix',
        { name: 'Remix (React Router)', certainty: 'possible', protection: 'none' },
        `By its name this is a session of Remix in base64, without a signature, and ${NOT_OURS} Give createCookieSessionStorage() secrets, or anyone can write one.`,
        { json },
      )
}

/** What is recognized by the form of its parts, and was made in other languages. */
export const ELSEWHERE: readonly Shape[] = [flaskLogin, tornado, yii, phoenix, gorilla, wordpress, keygrip, remix]
