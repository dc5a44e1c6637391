import { finding, LESSON, type Finding } from './finding.ts'
import type { Guess } from './guess.ts'
import { knownSecrets } from './known-secrets.ts'
import { messages } from './messages.ts'
import type { Check } from './signature.ts'

/** RFC 2104 section 3: a key shorter than the output of the hash, 32 bytes for SHA-256, is discouraged. */
const SHORTEST_SECRET = 32

/** What is known of a signature and of the secrets that were tried on it. */
export interface Trial {
  /** Null when nothing is signed, or no secret was given. */
  readonly check: Check | null
  /** In the order that the server has them. */
  readonly secrets: readonly string[]
  /** The secret that made the signature and was found without being given. */
  readonly guess: Guess | null
}

/** What the secrets tell. No message holds a secret. */
export function* findInSecrets({ check, secrets, guess }: Trial): Generator<Finding> {
  if (guess) yield finding('weak-secret', 'error', messages.guessedSecret(guess.from), LESSON.genid)
  if (check?.secretIndex === null) {
    yield finding('signature-mismatch', 'error', messages.mismatch(secrets.length), LESSON.genid)
  }
  const published = placesOf(secrets, (secret) => PUBLISHED.has(secret))
  if (published.length > 0) {
    yield finding('weak-secret', 'error', messages.publishedSecret(published, secrets.length), LESSON.genid)
  }
  const empty = secrets.indexOf('')
  if (empty !== -1) yield finding('empty-secret', 'warning', messages.emptySecret(empty + 1), LESSON.options)
  const short = placesOf(secrets, (secret) => secret !== '' && Buffer.byteLength(secret) < SHORTEST_SECRET)
  if (short.length > 0) {
    yield finding('short-secret', 'warning', messages.shortSecret(short, secrets.length), LESSON.genid)
  }
  const index = check?.secretIndex ?? 0
  if (index > 0) yield finding('signed-with-older-secret', 'info', messages.olderSecret(index + 1), LESSON.restart)
}

const PUBLISHED: ReadonlySet<string> = new Set(knownSecrets.map(({ secret }) => secret))

/** The places of secrets in their list, counted from 1. */
const placesOf = (secrets: readonly string[], test: (secret: string) => boolean): readonly number[] =>
  secrets.flatMap((secret, i) => (test(secret) ? [i + 1] : []))
