import { hmacOf } from './hmac.ts'
import { digestIn, type Signed } from './signature.ts'

/** What JavaScript writes into a text for a secret that is missing. */
export const NOTHINGS = ['undefined', 'null', '[object Object]', 'NaN'] as const

/** Whether a text that stands for a missing secret makes a signature. */
export function isMadeWithNothing(signed: Signed): boolean {
  const digest = digestIn(signed)
  return digest !== null && NOTHINGS.some((secret) => hmacOf(signed.hash, secret, signed.text).equals(digest))
}
