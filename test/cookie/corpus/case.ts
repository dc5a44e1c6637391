/** What a cookie of a paste should turn out to be. What is left out may be anything. */
export interface Expected {
  readonly name?: string | null
  readonly kind?: string
  readonly value?: string
  readonly id?: string | null
  readonly signature?: string | null
  readonly verified?: boolean | null
  readonly secretIndex?: number | null
  readonly weakSecret?: string | null
  /** All of them, no more and no fewer. */
  readonly attributes?: Readonly<Record<string, string | true>> | null
  /** All of it. */
  readonly content?: unknown
  /** Where in the value as it was pasted, in UTF-16 units; any place for `{}`. */
  readonly fault?: { readonly offset?: number } | null
  /** Codes of findings that stand there. */
  readonly has?: readonly string[]
  /** Codes of findings that do not. */
  readonly lacks?: readonly string[]
}

/** One paste and what is in it. */
export interface Case {
  /** Unlike that of any other case. */
  readonly about: string
  readonly paste: string
  readonly secrets?: readonly string[]
  /** In the order of the paste, none missing. */
  readonly cookies: readonly Expected[]
  /** Codes that stand at one of the cookies at least. */
  readonly somewhere?: readonly string[]
  /** Codes that stand at none. */
  readonly nowhere?: readonly string[]
}

/** Milliseconds since 1970 for every case: half a minute after the real apps were recorded, so nothing has expired. */
export const NOW = Date.UTC(2026, 10, 24, 21, 33)

// Where a signature comes from is said where it stands. "Recorded" means: a real app, with express 5.3.0 and the
// express-session 1.19.0, cookie-parser 1.4.7 or cookie-session 2.1.1 on it, sent this line.

/** Signs what has no other secret named. */
export const SECRET = 'correct horse battery staple, forty characters'

/** What SECRET replaced. */
export const OLDER = 'an older secret of more than thirty-two bytes'

/** A secret that fits nothing. */
export const OTHER = 'a secret of another app, and long enough too'

/** The session that most spellings spell. Recorded: session({ secret: SECRET, resave: false, saveUninitialized: true }). */
export const SESSION = {
  kind: 'express-session',
  value: 's:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw',
  id: 'GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB',
  signature: 'XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw',
} as const
