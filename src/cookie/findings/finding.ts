/** Something worth knowing about a cookie: in `message` one sentence says why, one what to do. */
export interface Finding {
  readonly code: FindingCode
  readonly level: 'info' | 'warning' | 'error'
  /** Holds nothing of a value that was pasted. What comes from a store or from attributes may stand in it. */
  readonly message: string
  /** The number of the lesson that shows it, if one does. */
  readonly lesson: number | null
}

/** Scripts rely on these names: they only grow in number. */
export type FindingCode =
  // The value.
  | 'malformed'
  | 'encoded-twice'
  | 'malformed-signature'
  | 'unsigned'
  | 'may-be-cookie-parser'
  | 'short-id'
  | 'shorter-id'
  | 'guessable-id'
  | 'readable-data'
  | 'not-read'
  | 'jwt-none'
  | 'jwt-expired'
  | 'unchecked-algorithm'
  | 'token-not-yet-valid'
  | 'token-inside'
  | 'session-ended'
  | 'other-framework'
  | 'placeholder-value'
  | 'near-miss'
  // The secrets.
  | 'signature-mismatch'
  | 'signed-with-older-secret'
  | 'empty-secret'
  | 'short-secret'
  | 'weak-secret'
  | 'secret-variant'
  // The name and the header it stands in.
  | 'default-name'
  | 'duplicate-name'
  | 'host-prefix'
  | 'secure-prefix'
  | 'too-large'
  // The attributes of a Set-Cookie line.
  | 'no-http-only'
  | 'no-secure'
  | 'no-same-site'
  | 'same-site-none-insecure'
  | 'same-site-unknown'
  | 'partitioned-insecure'
  | 'domain-widens'
  | 'cookie-domain-refused'
  | 'attributes-sent-back'
  | 'cors-any-origin'
  | 'path-no-fence'
  | 'max-age'
  | 'expired'
  | 'expires-unreadable'
  | 'long-lived'
  // The session behind it in the store.
  | 'not-in-store'
  | 'other-key'
  | 'other-id'
  | 'expired-in-store'
  | 'cookie-expired'
  | 'store-outlives-cookie'
  | 'cookie-outlives-store'
  | 'attribute-differs'
  | 'kept-forever'
  | 'no-expires'
  | 'no-data'
  | 'no-attributes'

/** The lessons that findings point at, by what they show. */
export const LESSON = {
  options: 1,
  lifetime: 2,
  genid: 3,
  restart: 4,
  saving: 6,
  proxy: 7,
  origins: 8,
  ending: 10,
} as const

const ORDER: readonly Finding['level'][] = ['error', 'warning', 'info']

export const finding = (
  code: FindingCode,
  level: Finding['level'],
  message: string,
  lesson: number | null = null,
): Finding => ({ code, level, message, lesson })

/** What is wrong before what is worth knowing; otherwise in the order given. */
export const byLevel = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level))
