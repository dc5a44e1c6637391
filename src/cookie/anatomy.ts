import { findings, type Finding } from './findings.ts'
import { classify, type Content } from './kinds.ts'
import { decode, readCookie, type ReadCookie } from './read.ts'
import { check, isWellFormed, type Check, type SignedPieces } from './signature.ts'

/** One cookie as `inspect --json` prints it. Scripts rely on these keys. */
export interface CookieReport {
  readonly name: string | null
  readonly kind: Content['kind']
  /** Decoded; as it was pasted when it cannot be decoded. */
  readonly value: string
  readonly id: string | null
  readonly signature: string | null
  /** Null when no secret was given. */
  readonly verified: boolean | null
  /** The secret that made the signature, counted from 0. */
  readonly secretIndex: number | null
  readonly weakSecret: string | null
  readonly attributes: Readonly<Record<string, string | boolean>> | null
  readonly findings: readonly Finding[]
}

/** A cookie taken apart: the report, and what a screen needs to show how it came about. Holds no secret. */
export interface Anatomy {
  readonly report: CookieReport
  /** The value as it was pasted. */
  readonly raw: string
  /** The pieces of a signed value as they were pasted, so still URL-encoded; null for any other kind. */
  readonly pieces: (SignedPieces & { readonly prefix: string }) | null
  readonly check: Check | null
  readonly secretCount: number
}

/**
 * Takes one pasted cookie apart and checks its signature. Never throws.
 * @param paste a value or `name=value`, URL-encoded or not
 * @param secrets in the order that the server has them: the first signs, all verify
 */
export function dissect(paste: string, secrets: readonly string[]): Anatomy {
  const cookie = readCookie(paste)
  const { name, raw } = cookie
  const { value, content }: Meaning =
    cookie.status === 'read'
      ? likeliest(cookie, secrets)
      : { value: raw, content: { kind: 'malformed', fault: cookie.fault } }
  const signed = content.kind === 'express-session' ? content : null
  const checked = signed && check(signed, secrets)
  const secretIndex = checked?.secretIndex ?? null
  return {
    report: {
      name,
      kind: content.kind,
      value,
      id: signed?.id ?? null,
      signature: signed?.signature ?? null,
      verified: secrets.length === 0 ? null : secretIndex !== null,
      secretIndex,
      weakSecret: null,
      attributes: null,
      findings: findings({ name, content, check: checked, secrets }),
    },
    raw,
    pieces: signed && piecesAsPasted(raw, signed),
    check: checked,
    secretCount: secrets.length,
  }
}

interface Meaning {
  readonly value: string
  readonly content: Content
}

const mean = (value: string): Meaning => ({ value, content: classify(value) })

/** Of all that a value may say: what a secret confirms, or else what has the form of a signature, or else the first. */
function likeliest({ values }: ReadCookie, secrets: readonly string[]): Meaning {
  const meanings = values.map(mean)
  const confirmed = ({ content }: Meaning) =>
    content.kind === 'express-session' && check(content, secrets)?.secretIndex != null
  const formed = ({ content }: Meaning) => content.kind === 'express-session' && isWellFormed(content.signature)
  return meanings.find(confirmed) ?? meanings.find(formed) ?? mean(values[0])
}

/** Decoded pieces stand in where the raw ones do not line up with them, as when somebody encoded the dot. */
function piecesAsPasted(raw: string, { id, signature }: SignedPieces): SignedPieces & { readonly prefix: string } {
  const [, prefix, rawId = '', rawSignature = ''] = /^(s(?::|%3a))(.*)\.([^.]*)$/is.exec(raw) ?? []
  return prefix !== undefined && decode(rawId) === id && decode(rawSignature) === signature
    ? { prefix, id: rawId, signature: rawSignature }
    : { prefix: 's:', id, signature }
}
