import { digestLength, hmacOf, type HashName } from './hmac.ts'

/** A signed value in its two pieces. */
export interface SignedPieces {
  readonly id: string
  readonly signature: string
}

/** A signature, and what makes it. All that are read here are an HMAC (RFC 2104) in base64 without the `=` at the end. */
export interface Signed {
  /** The text that is signed. */
  readonly text: string
  readonly signature: string
  readonly hash: HashName
  /** How the bytes of the HMAC are written: `-` and `_` stand for `+` and `/` in base64url. */
  readonly encoding: 'base64' | 'base64url'
}

/** What signing a text yields, step by step. */
export interface SigningSteps {
  /** The HMAC in hexadecimal digits. */
  readonly hex: string
  /** The same bytes in base64, filled up with `=`. */
  readonly padded: string
  /** Without the `=` at the end. This is what stands in the cookie. */
  readonly text: string
}

/** Splits at the last dot (cookie-signature, `unsign()`), so that an id may hold dots. Null without a dot. */
export function splitSigned(value: string): SignedPieces | null {
  const dot = value.lastIndexOf('.')
  return dot === -1 ? null : { id: value.slice(0, dot), signature: value.slice(dot + 1) }
}

/** How express-session and cookie-parser sign (cookie-signature, `sign()`): neither the cookie's name nor its attributes go in. */
export const signedByExpress = ({ id, signature }: SignedPieces): Signed => ({
  text: id,
  signature,
  hash: 'sha256',
  encoding: 'base64',
})

/** How cookie-session signs (keygrip, `sign()`): name and value, as they stand in the cookie. */
export const signedByCookieSession = (name: string, value: string, signature: string): Signed => ({
  text: `${name}=${value}`,
  signature,
  hash: 'sha1',
  encoding: 'base64url',
})

/**
 * Signs a text.
 * @param secret any text or bytes; the empty one is a valid HMAC key
 */
export function sign({ text, hash, encoding }: Omit<Signed, 'signature'>, secret: string | Uint8Array): SigningSteps {
  const bytes = hmacOf(hash, secret, text)
  const padded = bytes.toString(encoding)
  return { hex: bytes.toString('hex'), padded, text: unpadded(padded) }
}

/** Whether a text could be a signature of express-session's at all: 43 characters of standard base64, no `=`. */
export function isWellFormed(signature: string): boolean {
  return signature.length === 43 && /^[A-Za-z0-9+/]*$/.test(signature)
}

/**
 * The bytes that a signature stands for, to compare digests with; null where no digest can make this text, because
 * it is padded, cut off or spelled in another way than signing spells it.
 */
export function digestIn({ signature, hash, encoding }: Signed): Buffer | null {
  const bytes = Buffer.from(signature, encoding)
  return bytes.length === digestLength(hash) && unpadded(bytes.toString(encoding)) === signature ? bytes : null
}

/** Base64 without the `=` at the end. */
export const unpadded = (base64: string): string => base64.replace(/=+$/, '')
