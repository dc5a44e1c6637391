import { attributesByName } from './paste/attributes.ts'
import { byLevel, type Finding } from './findings/finding.ts'
import { findings, type Evidence } from './findings/findings.ts'
import type { Guess, Guesser } from './signature/known-secrets.ts'
import type { Framework } from './value/framework.ts'
import { datesIn } from './value/jwt.ts'
import { classify, type Content } from './value/kinds.ts'
import type { PastedCookie } from './paste/paste.ts'
import { readValue, type Reading } from './value/read.ts'
import type { Secrets } from './signature/secrets.ts'
import { isWellFormed, signedByCookieSession, signedByExpress, type Signed } from './signature/signature.ts'

/** One cookie as `inspect --json` prints it. Scripts rely on these keys: they only grow in number. */
export interface CookieReport {
  readonly name: string | null
  /** A slug for what another framework made. */
  readonly kind: Exclude<Content['kind'], 'other'> | (string & {})
  /** Decoded; as it was pasted when it cannot be decoded. */
  readonly value: string
  readonly id: string | null
  readonly signature: string | null
  /** Null when no secret was given, or the signature is of a sort that no secret makes. */
  readonly verified: boolean | null
  /** The secret that made the signature, counted from 0. */
  readonly secretIndex: number | null
  /** The secret that was found without being given, in the built-in list or in a word list. */
  readonly weakSecret: string | null
  readonly attributes: Readonly<Record<string, string | true>> | null
  readonly findings: readonly Finding[]
  /** What made it, where that is neither express-session nor a package that goes with it. */
  readonly framework: Framework | null
  /** What is in the value: the JSON of `j:`, the session of cookie-session, `{header, payload}` of a JWT. Else null. */
  readonly content: unknown
  /** The dates in the payload of a JWT, in ISO 8601. Null for anything else. */
  readonly dates: Readonly<Record<string, string>> | null
  /** Where `value` stops being what it was meant to be, in UTF-16 units from 0. Null unless the kind is `malformed`. */
  readonly fault: { readonly offset: number; readonly reason: string } | null
  /** What the session store says of it; null where it was not asked. */
  readonly store: Readonly<Record<string, unknown>> | null
}

/** A report, and what it was drawn from. */
export interface Examination {
  readonly report: CookieReport
  readonly content: Content
  /** How often URL encoding was undone. */
  readonly decodings: number
  /** What the signature is made of; null where nothing can be checked with a secret. */
  readonly signed: Signed | null
  /** The secret that made the signature and was found without being given. */
  readonly guess: Guess | null
}

/** What is known from outside a cookie when it is taken apart. */
export interface Surroundings {
  readonly secrets: Secrets
  /** Asked where no secret that was given makes the signature. */
  readonly guesser: Guesser
  /** Milliseconds since 1970. */
  readonly now: number
  /** The value of the cookie `<name>.sig`, where cookie-session keeps its signature. */
  readonly partner: string | null
  readonly twin: Evidence['twin']
  /** Another cookie of the paste is signed, so that this one need not be the session. */
  readonly besideSigned: boolean
  /** Knows the values of other frameworks; null where none is expected. */
  readonly recognizer: Recognizer | null
}

/** Tells whether another framework made a value. Null where it knows of none. */
export type Recognizer = (cookie: PastedCookie, meaning: Meaning, around: Surroundings) => Recognized | null

/** What a recognizer makes of a value. */
export interface Recognized {
  /** Null where the kind stays. */
  readonly other: Content | null
  readonly framework: Framework | null
  /** What it adds to the findings. */
  readonly findings: readonly Finding[]
  /** Findings that are wrong in the light of it. */
  readonly without: readonly Finding['code'][]
}

/** Says what a cookie is and what is wrong with it, and checks its signature. Never throws. */
export function examine(cookie: PastedCookie, surroundings: Surroundings): Examination {
  const { name, raw, attributes } = cookie
  const { secrets, guesser, now, partner, twin, besideSigned, recognizer } = surroundings
  const readings = readValue(raw)
  const meaning: Meaning =
    'what' in readings
      ? { value: raw, decodings: 0, content: { kind: 'malformed', fault: readings } }
      : likeliest(readings, secrets)
  const { value, decodings } = meaning
  const recognized = recognizer?.(cookie, meaning, surroundings) ?? null
  const content = recognized?.other ?? meaning.content
  const signed = signedIn(content, name, value, partner)
  const secretIndex = signed ? secrets.match(signed) : derivedIndex(content, secrets)
  const guess = signed && secretIndex === null ? guesser(signed) : null
  const isCheckable = signed !== null || (content.kind === 'other' && content.isMadeWith !== null)
  const mismatch = isCheckable && secrets.texts.length > 0 && secretIndex === null
  const report: CookieReport = {
    name,
    kind: content.kind === 'other' ? content.slug : content.kind,
    value,
    id: content.kind === 'express-session' || content.kind === 'other' ? content.id : null,
    signature: signatureIn(content, partner),
    verified: secrets.texts.length === 0 || isBeyondSecrets(content) ? null : secretIndex !== null,
    secretIndex,
    weakSecret: guess?.secret ?? null,
    attributes: attributes && attributesByName(attributes),
    findings: refined(
      findings(
        {
          name,
          raw,
          value,
          decodings,
          content,
          attributes,
          twin,
          besideSigned,
          mismatch,
          secretIndex,
          secrets,
          guess,
          hash: signed?.hash ?? null,
        },
        now,
      ),
      recognized,
    ),
    framework: recognized?.framework ?? null,
    content: dataIn(content),
    dates: content.kind === 'jwt' && content.jwt.payload ? datesIn(content.jwt.payload) : null,
    fault: faultIn(content),
    store: null,
  }
  return { report, content, decodings, signed, guess }
}

/** What a value says, decoded, and what kind it is. */
export interface Meaning extends Reading {
  readonly content: Content
}

/** The secret from which a key is made that makes the signature, counted from 0. */
function derivedIndex(content: Content, { texts }: Secrets): number | null {
  if (content.kind !== 'other' || content.isMadeWith === null) return null
  const index = texts.findIndex(content.isMadeWith)
  return index === -1 ? null : index
}

const refined = (found: readonly Finding[], recognized: Recognized | null): readonly Finding[] =>
  recognized === null
    ? found
    : byLevel([...found.filter(({ code }) => !recognized.without.includes(code)), ...recognized.findings])

const mean = ({ value, decodings }: Reading): Meaning => ({ value, decodings, content: classify(value) })

/** Of all that a value may say: what a secret confirms, or else what has the form of a signature, or else the first. */
function likeliest(readings: readonly [Reading, ...Reading[]], secrets: Secrets): Meaning {
  if (readings.length === 1) return mean(readings[0])
  const all = readings.map(mean)
  const confirmed = ({ content }: Meaning) =>
    content.kind === 'express-session' && secrets.match(signedByExpress(content)) !== null
  const formed = ({ content }: Meaning) => content.kind === 'express-session' && isWellFormed(content.signature)
  return all.find(confirmed) ?? all.find(formed) ?? mean(readings[0])
}

/**
 * What the signature of a value is made of; null where nothing can be checked with a secret as it is.
 * @param value decoded
 * @param partner the value of the cookie `<name>.sig`
 */
export function signedIn(content: Content, name: string | null, value: string, partner: string | null): Signed | null {
  switch (content.kind) {
    case 'express-session':
      return signedByExpress(content)
    case 'cookie-session':
      return name !== null && partner !== null ? signedByCookieSession(name, value, partner) : null
    case 'jwt': {
      const { hash, signature, signedText } = content.jwt
      return hash && signature ? { text: signedText, signature, hash, encoding: 'base64url' } : null
    }
    case 'other':
      return content.signed
    default:
      return null
  }
}

function signatureIn(content: Content, partner: string | null): string | null {
  switch (content.kind) {
    case 'express-session':
      return content.signature
    case 'cookie-session':
      return partner
    case 'jwt':
      return content.jwt.signature || null
    case 'other':
      return content.signature
    default:
      return null
  }
}

/** A token with another algorithm than an HMAC, or with none that can be seen. */
const isBeyondSecrets = (content: Content): boolean =>
  content.kind === 'other'
    ? content.signed === null && content.isMadeWith === null
    : content.kind === 'jwt' && content.jwt.hash === null && !/^none$/i.test(String(content.jwt.header['alg']))

function dataIn(content: Content): unknown {
  if (content.kind === 'jwt') {
    const { header, payload } = content.jwt
    return { header, payload }
  }
  return 'json' in content ? content.json : null
}

function faultIn(content: Content): CookieReport['fault'] {
  if (content.kind !== 'malformed') return null
  return { offset: content.fault.offset, reason: REASONS[content.fault.what] }
}

const REASONS = {
  percent: 'a % that does not begin URL-encoded UTF-8',
  character: 'a character that is not allowed in a cookie',
  'no-dot': 'no dot and no signature',
  'no-id': 'no id between s: and the dot',
  'no-signature': 'no signature after the last dot',
  json: 'no JSON after j:',
  jwt: 'no JSON object in the second part of the token',
  'too-deep': 'JSON that is nested more than 100 levels deep',
} as const
