import { createHmac } from 'node:crypto'

/**
 * The signature of a session id as it stands in a cookie: the HMAC in base64 without `=`, then URL-encoded
 * (cookie-signature `sign`, cookie `serialize`).
 */
export const signature = (id: string, secret: string): string =>
  encodeURIComponent(createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, ''))
