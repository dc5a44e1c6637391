import { hmacOf } from './hmac.ts'
import { digestIn, type Signed } from './signature.ts'

/** What JavaScript writes into a text for a secret that is missing. */
export const NOTHINGS = ['undefined', 'null', '[object Object]', 'NaN'] as const

/** How the name of a variable gets into a program in place of its value. */
export const NAMES: readonly string[] = ['SESSION_SECRET', 'SECRET', 'COOKIE_SECRET'].flatMap((name) => [
  `process.env.${name}`,
  `\${process.env.${name}}`,
  `\${${name}}`,
  `$${name}`,
  name,
])

/** Whether a text that stands for a missing secret, or for its name, makes a signature. */
export function isMadeWithNothing(signed: Signed): boolean {
  const digest = digestIn(signed)
  return (
    digest !== null && [...NOTHINGS, ...NAMES].some((secret) => hmacOf(signed.hash, secret, signed.text).equals(digest))
  )
}
