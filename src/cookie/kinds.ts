import type { Fault } from './read.ts'
import { splitSigned } from './signature.ts'

/** What a decoded value turned out to be. `express-session` is whatever is signed as `s:value.mac`, rightly or not. */
export type Content =
  | { readonly kind: 'express-session'; readonly id: string; readonly signature: string }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'malformed'; readonly fault: Fault }

const PREFIX = 's:'

/** Tells what a decoded value is, as express-session's `getcookie()` would take it. Never throws. */
export function classify(value: string): Content {
  if (!value.startsWith(PREFIX)) return { kind: 'unsigned' }
  const pieces = splitSigned(value.slice(PREFIX.length))
  if (!pieces) return malformed('no-dot', value.length)
  // A rightly signed empty id is falsy in `getcookie()`, and so is no session either.
  if (pieces.id === '') return malformed('no-id', PREFIX.length)
  if (pieces.signature === '') return malformed('no-signature', value.length)
  return { kind: 'express-session', ...pieces }
}

const malformed = (what: Fault['what'], offset: number): Content => ({ kind: 'malformed', fault: { what, offset } })
