import { parseCookieDate } from './findings/cookie-date.ts'
import { effective } from './paste/attributes.ts'
import type { Guess } from './signature/known-secrets.ts'
import type { PastedCookie } from './paste/paste.ts'
import { LONGEST_READ } from './value/json.ts'
import { decode } from './value/read.ts'
import { isUnread, type Content } from './value/kinds.ts'
import { examine, type CookieReport, type Examination, type Surroundings } from './report.ts'
import { shortened, shortReport } from './shorten.ts'
import { sign, type Signed, type SigningSteps } from './signature/signature.ts'

/** A cookie taken apart: the report, and what a screen needs to show how it came about. Texts are shortened. Holds no secret that was given. */
export interface Anatomy {
  readonly report: CookieReport
  /** The value as it was pasted. */
  readonly raw: string
  /** The value as it was pasted, in pieces; empty where it has none. */
  readonly pieces: readonly Piece[]
  /** Nothing had to be decoded. */
  readonly isAsPasted: boolean
  /** How often URL encoding was undone. */
  readonly decodings: number
  /** What the signature is made of; null where nothing can be checked with a secret. */
  readonly signed: Signed | null
  /** What nothing is shortened of. */
  readonly whole: Unshortened
  /** The signature made again: with the secret that made it, or else with the first one given. Null without a secret. */
  readonly steps: SigningSteps | null
  /** When Expires ends as a browser reads it, in milliseconds since 1970; null where it reads none. */
  readonly end: number | null
  readonly secretCount: number
  /** The secret that made the signature and was found without being given. */
  readonly guess: Guess | null
}

/** What a word list and a store need of a cookie. */
export interface Unshortened extends Pick<Examination, 'signed' | 'guess'> {
  readonly report: Pick<CookieReport, 'id' | 'attributes' | 'verified'>
}

/** Leaves out what is large and needed by nobody. */
export const unshortened = ({ signed, guess, report: { id, attributes, verified } }: Examination): Unshortened => ({
  signed,
  guess,
  report: { id, attributes, verified },
})

/** Takes one cookie apart and checks its signature. Never throws. */
export function dissect(cookie: PastedCookie, surroundings: Surroundings): Anatomy {
  const examination = examine(cookie, surroundings)
  const { report, content, decodings, signed, guess } = examination
  const { secrets, partner } = surroundings
  const secret = guess?.key ?? secrets.texts[report.secretIndex ?? 0]
  return {
    report: shortReport(report),
    raw: shortened(cookie.raw),
    pieces: piecesAsPasted(cookie.raw, content, partner).map((piece) => ({ ...piece, text: shortened(piece.text) })),
    isAsPasted: cookie.raw === report.value,
    decodings,
    signed: signed && { ...signed, text: shortened(signed.text), signature: shortened(signed.signature) },
    whole: unshortened(examination),
    steps: signed && secret !== undefined ? sign(signed, secret) : null,
    end: parseCookieDate(String(cookie.attributes && effective(cookie.attributes, 'Expires'))),
    secretCount: secrets.texts.length,
    guess,
  }
}

/** A part of a value as it was pasted, so still URL-encoded. */
export interface Piece {
  readonly what: 'mark' | 'id' | 'json' | 'header' | 'payload' | 'session' | 'signature'
  readonly text: string
  /** What stands between this piece and the one before it. */
  readonly before: string
}

/** Decoded again, a long value would take its memory once more, and a picture shows its ends only. */
function splitRaw(raw: string) {
  const [mark] = (raw.length > LONGEST_READ ? null : /^s(?::|%3a)/i.exec(raw)) ?? []
  const dot = raw.lastIndexOf('.')
  return { mark, id: raw.slice(mark?.length, dot), signature: raw.slice(dot + 1) }
}

/**
 * The parts of a value for a picture of it. Decoded ones stand in where the raw ones do not line up with them, as when
 * somebody encoded the dot.
 * @param partner the signature that stands in a cookie of its own
 * @returns empty for what has no parts
 */
export function piecesAsPasted(raw: string, content: Content, partner: string | null): readonly Piece[] {
  switch (content.kind) {
    case 'express-session': {
      const { id, signature } = content
      const { mark, id: rawId, signature: rawSignature } = splitRaw(raw)
      const linesUp = mark !== undefined && decode(rawId) === id && decode(rawSignature) === signature
      return [
        { what: 'mark', text: linesUp ? mark : 's:', before: '' },
        { what: 'json' in content ? 'json' : 'id', text: linesUp ? rawId : id, before: '' },
        { what: 'signature', text: linesUp ? rawSignature : signature, before: '.' },
      ]
    }
    case 'cookie-parser-json': {
      const [mark = ''] = /^j(?::|%3a)/i.exec(raw) ?? []
      return mark === ''
        ? []
        : [
            { what: 'mark', text: mark, before: '' },
            { what: 'json', text: raw.slice(mark.length), before: '' },
          ]
    }
    case 'cookie-session':
      return [
        { what: 'session', text: raw, before: '' },
        ...(partner === null ? [] : [{ what: 'signature', text: partner, before: '  ' } as const]),
      ]
    case 'jwt': {
      const { payload, signature } = content.jwt
      const [header, body] = raw.split('.', 2) as [string, string]
      if (payload === null && !isUnread(content)) return []
      return [
        { what: 'header', text: header, before: '' },
        { what: 'payload', text: body, before: '.' },
        { what: 'signature', text: signature, before: '.' },
      ]
    }
    default:
      return []
  }
}
