import type { Guess } from './guess.ts'
import type { PastedCookie } from './paste.ts'
import { piecesAsPasted, type Piece } from './pieces.ts'
import { examine, type CookieReport, type Surroundings } from './report.ts'
import { sign, type Signed, type SigningSteps } from './signature.ts'

/** A cookie taken apart: the report, and what a screen needs to show how it came about. Holds no secret that was given. */
export interface Anatomy {
  readonly report: CookieReport
  /** The value as it was pasted. */
  readonly raw: string
  /** The value as it was pasted, in pieces; empty where it has none. */
  readonly pieces: readonly Piece[]
  /** How often URL encoding was undone. */
  readonly decodings: number
  /** What the signature is made of; null where nothing can be checked with a secret. */
  readonly signed: Signed | null
  /** The signature made again: with the secret that made it, or else with the first one given. Null without a secret. */
  readonly steps: SigningSteps | null
  readonly secretCount: number
  /** The secret that made the signature and was found without being given. */
  readonly guess: Guess | null
}

/** Takes one cookie apart and checks its signature. Never throws. */
export function dissect(cookie: PastedCookie, surroundings: Surroundings): Anatomy {
  const { report, content, decodings, signed, guess } = examine(cookie, surroundings)
  const { secrets, partner } = surroundings
  const secret = guess?.key ?? secrets.texts[report.secretIndex ?? 0]
  return {
    report,
    raw: cookie.raw,
    pieces: piecesAsPasted(cookie.raw, content, partner),
    decodings,
    signed,
    steps: signed && secret !== undefined ? sign(signed, secret) : null,
    secretCount: secrets.texts.length,
    guess,
  }
}
