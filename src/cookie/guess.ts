import { findKnownSecret } from './known-secrets.ts'
import type { Signed } from './signature.ts'

/** A secret that nobody gave: it was found by trying a list. */
export interface Guess {
  /** To print. */
  readonly secret: string
  /** To sign with: the bytes of a word list need not be UTF-8. */
  readonly key: string | Uint8Array
  /** The list that it stands in: the published ones, with the place of publication, or a word list, with the line counted from 1. */
  readonly from: { readonly published: string } | { readonly line: number }
}

/** Finds a secret that makes a signature, or null. */
export type Guesser = (signed: Signed) => Guess | null

/** Tries the published secrets. */
export const guessPublished: Guesser = (signed) => {
  const known = findKnownSecret(signed)
  return known && { secret: known.secret, key: known.secret, from: { published: known.source } }
}
