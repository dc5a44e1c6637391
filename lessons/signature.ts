import { createHmac } from 'node:crypto'

/**
 * The signature of a session id as it stands in a cookie behind the dot: the HMAC-SHA256 in base64 without `=` at its end
 * (cookie-signature `sign()`), then URL-encoded as express-session's cookies are.
 * @param id the session id, not encoded
 */
export const signature = (id: string, secret: string): string =>
  encodeURIComponent(createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, ''))
