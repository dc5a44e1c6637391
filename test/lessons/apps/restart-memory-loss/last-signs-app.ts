import type { SessionOptions } from 'express-session'
import * as real from '../../../../lessons/04-restart-memory-loss/file-store-app.ts'

export const { options, values } = real

/** Of a list of secrets the last one signs. */
export function createApp(options: SessionOptions, scratch: { readonly folder: string }) {
  const { secret } = options
  return real.createApp({ ...options, secret: Array.isArray(secret) ? secret.toReversed() : secret }, scratch)
}
