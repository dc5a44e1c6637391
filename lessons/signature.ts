import { createHmac } from 'node:crypto'
import type { SetCookieSeen } from '../src/lesson/index.ts'

/**
 * The signature of a session id as it stands in a cookie behind the dot: the HMAC-SHA256 in base64 without `=` at its end
 * (cookie-signature `sign()`), then URL-encoded as express-session's cookies are.
 * @param id the session id, not encoded
 */
export const signature = (id: string, secret: string): string =>
  encodeURIComponent(createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, ''))

/** Whether a cookie is `s:`, its id, a dot and the signature made with this secret, and nothing else. */
export const isSignedWith = (secret: string | undefined, cookie: SetCookieSeen | undefined): boolean =>
  secret !== undefined &&
  cookie?.id !== undefined &&
  cookie.value === `s%3A${cookie.id}.${signature(cookie.id, secret)}`
