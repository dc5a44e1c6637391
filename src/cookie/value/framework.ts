import type { Signed } from '../signature/signature.ts'

/** What was found that makes a value of another framework, and how sure that is. */
export interface Framework {
  /** As its makers write it. */
  readonly name: string
  /** `sure`: a secret confirms it, or nothing else looks like this. `likely`: name and shape say so. `possible`: one of the two does. */
  readonly certainty: 'sure' | 'likely' | 'possible'
  /** What keeps the value from being read or changed: nothing but chance for an `id`. */
  readonly protection: 'signed' | 'encrypted' | 'id' | 'none'
}

/** A value that something else than express-session, cookie-parser and cookie-session made. */
export interface OtherContent {
  readonly kind: 'other'
  /** What reports call it. */
  readonly slug: string
  readonly framework: Framework
  /** One sentence what it is, one what to do. Holds nothing that was pasted. */
  readonly message: string
  /** The session id, where one can be read. */
  readonly id: string | null
  /** As it stands in the value, or in a cookie beside it. */
  readonly signature: string | null
  /** What the signature is made of, where a secret as it is makes it. */
  readonly signed: Signed | null
  /** Whether a secret makes the signature, where the key is made from the secret first. */
  readonly isMadeWith: ((secret: string) => boolean) | null
  /** What can be read in it; null for nothing. */
  readonly json: unknown
  /** When it says that it ends, in milliseconds since 1970; null where it does not say. */
  readonly end: number | null
}
