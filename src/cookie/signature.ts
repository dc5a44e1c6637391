import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signed value in its two pieces. */
export interface SignedPieces {
  readonly id: string
  readonly signature: string
}

/** What signing an id yields, step by step. */
export interface SigningSteps {
  /** HMAC-SHA256 of the id: 32 bytes, as 64 hexadecimal digits. */
  readonly hex: string
  /** The same bytes in base64 without the `=` at the end: 43 characters. This is what stands in the cookie. */
  readonly text: string
}

/** What came of trying secrets on a cookie. */
export interface Check {
  /** The first secret that made the signature, counted from 0, or null. */
  readonly secretIndex: number | null
  /** The steps with that secret, or with the first one when none made it. */
  readonly steps: SigningSteps
}

/** Splits at the last dot (cookie-signature, `unsign()`), so that an id may hold dots. Null without a dot. */
export function splitSigned(value: string): SignedPieces | null {
  const dot = value.lastIndexOf('.')
  return dot === -1 ? null : { id: value.slice(0, dot), signature: value.slice(dot + 1) }
}

/**
 * Signs an id, byte for byte as cookie-signature's `sign()` does. Neither the cookie's name nor its attributes go in.
 * @param secret any text; the empty one is a valid HMAC key
 */
export function sign(id: string, secret: string): SigningSteps {
  const bytes = createHmac('sha256', secret).update(id).digest()
  return { hex: bytes.toString('hex'), text: bytes.toString('base64').replace(/=+$/, '') }
}

/**
 * Tries the secrets in order, as express-session's `unsigncookie()` does. Signatures are compared as text: base64 that
 * is padded or spelled in another way decodes to the same bytes and is still refused.
 * @returns null when there is no secret to try
 */
export function check({ id, signature }: SignedPieces, secrets: readonly string[]): Check | null {
  const tries = secrets.map((secret) => sign(id, secret))
  const index = tries.findIndex((steps) => sameText(steps.text, signature))
  const steps = tries[Math.max(index, 0)]
  return steps ? { secretIndex: index === -1 ? null : index, steps } : null
}

/** Whether a text could be a signature of express-session's at all: 43 characters of standard base64, no `=`. */
export function isWellFormed(signature: string): boolean {
  return /^[A-Za-z0-9+/]{43}$/.test(signature)
}

/** Compares in a time that does not tell how much of the text is right. */
function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
