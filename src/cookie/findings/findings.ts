import { findInAttributes } from './attribute-findings.ts'
import type { Attribute } from '../paste/attributes.ts'
import { byLevel, finding, LESSON, type Finding } from './finding.ts'
import type { HashName } from '../signature/hmac.ts'
import type { Guess } from '../signature/known-secrets.ts'
import type { Content } from '../value/kinds.ts'
import { messages } from './messages.ts'
import type { Secrets } from '../signature/secrets.ts'
import { findInValue } from './value-findings.ts'

/** RFC 6265bis section 5.6: a browser drops a cookie whose name and value have more bytes than this. */
const LARGEST = 4096

/** What findings are drawn from. */
export interface Evidence {
  readonly name: string | null
  /** As it was pasted. */
  readonly raw: string
  /** Decoded. */
  readonly value: string
  /** How often URL encoding had to be undone. */
  readonly decodings: number
  readonly content: Content
  /** Null when no Set-Cookie line was pasted. */
  readonly attributes: readonly Attribute[] | null
  /** Where another cookie of this name stands: in the same Cookie header, or in another Set-Cookie line. */
  readonly twin: 'Cookie' | 'Set-Cookie' | null
  /** Another cookie of the paste is signed, so that this one need not be the session. */
  readonly besideSigned: boolean
  readonly secrets: Secrets
  /** The hash of the HMAC that signs; null where no secret could have made a signature. */
  readonly hash: HashName | null
  /** Secrets were given, and none of them makes the signature. */
  readonly mismatch: boolean
  /** The secret that makes it, counted from 0. */
  readonly secretIndex: number | null
  /** The secret that makes it and was found without being given. */
  readonly guess: Guess | null
}

/** Draws the findings, what is wrong before what is worth knowing. @param now milliseconds since 1970 */
export function findings(evidence: Evidence, now: number): readonly Finding[] {
  const { attributes, besideSigned, content, decodings, hash, name, value } = evidence
  return byLevel([
    // Nothing is wrong with the value of a cookie that is being deleted.
    ...(value === '' && attributes !== null
      ? []
      : findInValue(content, { decodings, besideSigned, isSigned: hash !== null }, now)),
    ...findInSignature(evidence),
    // How long a secret should be depends on the hash, and only that of express-session is spoken of.
    ...evidence.secrets.findings.filter(({ code }) => hash !== null && (code !== 'short-secret' || hash === 'sha256')),
    ...findInName(evidence),
    ...(attributes ? findInAttributes({ name, value, attributes }, now) : []),
  ])
}

function* findInSignature({ guess, mismatch, secretIndex, secrets }: Evidence): Generator<Finding> {
  if (guess) yield finding('weak-secret', 'error', messages.guessedSecret(guess.from), LESSON.genid)
  if (mismatch) yield finding('signature-mismatch', 'error', messages.mismatch(secrets.texts.length), LESSON.genid)
  if (secretIndex) {
    yield finding('signed-with-older-secret', 'info', messages.olderSecret(secretIndex + 1), LESSON.restart)
  }
}

function* findInName({ name, raw, twin }: Evidence): Generator<Finding> {
  if (name === 'connect.sid') yield finding('default-name', 'warning', messages.defaultName, LESSON.options)
  if (twin) {
    yield finding(
      'duplicate-name',
      'warning',
      twin === 'Cookie' ? messages.twiceSent : messages.twiceSet,
      LESSON.origins,
    )
  }
  if (Buffer.byteLength(name ?? '') + Buffer.byteLength(raw) > LARGEST) {
    yield finding('too-large', 'warning', messages.tooLarge, LESSON.ending)
  }
}
