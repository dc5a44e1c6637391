import { finding, LESSON, type Finding } from './finding.ts'
import { messages } from './messages.ts'

/** RFC 2104 section 3: a key shorter than the output of the hash, 32 bytes for SHA-256, is discouraged. */
const SHORTEST_SECRET = 32

/** What has to be known of a secret to tell whether it is a good one: never its text. */
export interface SecretTraits {
  /** Its length, in bytes. */
  readonly bytes: number
  /** Whether it stands in documentation or examples, capitals and separators aside. */
  readonly isPublished: boolean
}

/** What is wrong with the secrets of a server, in the order that it has them. */
export function* findInSecrets(secrets: readonly SecretTraits[]): Generator<Finding> {
  const places = (test: (secret: SecretTraits) => boolean) =>
    secrets.flatMap((secret, i) => (test(secret) ? [i + 1] : []))
  const published = places(({ isPublished }) => isPublished)
  if (published.length > 0)
    yield finding('weak-secret', 'error', messages.publishedSecret(published, secrets.length), LESSON.genid)
  const [empty] = places(({ bytes }) => bytes === 0)
  if (empty !== undefined) yield finding('empty-secret', 'warning', messages.emptySecret(empty), LESSON.options)
  const short = places(({ bytes }) => bytes > 0 && bytes < SHORTEST_SECRET)
  if (short.length > 0)
    yield finding('short-secret', 'warning', messages.shortSecret(short, secrets.length), LESSON.genid)
}
