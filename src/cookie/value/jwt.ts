import { LONGEST_READ, readJson, type JsonReading } from './json.ts'
import type { HashName } from '../signature/hmac.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** A JSON Web Token (RFC 7519) in its pieces. */
export interface Jwt {
  readonly header: JsonObject
  /** Null when it is encrypted (RFC 7516), or too long to be read. */
  readonly payload: JsonObject | null
  readonly isUnread?: true
  /** Base64url; empty for an unsecured token (RFC 7519 section 6). */
  readonly signature: string
  /** What the signature is made of: header, dot, payload, as they stand in the token (RFC 7515 section 5.1). */
  readonly signedText: string
  /** The hash of its HMAC; null for any other algorithm (RFC 7518 section 3.1). */
  readonly hash: HashName | null
}

/** A map, because every object has a `constructor`, and a token may call its algorithm anything. */
const HASHES: ReadonlyMap<string, HashName> = new Map([
  ['HS256', 'sha256'],
  ['HS384', 'sha384'],
  ['HS512', 'sha512'],
])

/** Dates in a payload, in seconds since 1970 (RFC 7519 sections 4.1.4 to 4.1.6). */
const DATES = ['iat', 'nbf', 'exp'] as const

/** Year 9999: the last that ISO 8601 writes with four digits. In seconds. */
const LATEST = 253_402_300_799

/**
 * Reads a JSON Web Token: three parts of base64url, or five for an encrypted one, the first a JSON object with `alg`.
 * @returns null for anything else, and where the header is too long to be read; an offset where the payload stops being a JSON object
 */
export function readJwt(value: string): Jwt | { readonly offset: number; readonly isTooDeep?: true } | null {
  if (!value.startsWith('eyJ')) return null
  const parts = value.split('.', 6)
  if ((parts.length !== 3 && parts.length !== 5) || !parts.every((part) => /^[A-Za-z0-9_-]*$/.test(part))) return null
  const [first, second, third] = parts as [string, string, string]
  if (first.length > LONGEST_READ) return null
  const header = objectIn(readPart(first))
  if (typeof header?.['alg'] !== 'string') return null
  const hash = HASHES.get(header['alg']) ?? null
  if (parts.length === 5) return { header, payload: null, signature: '', signedText: '', hash: null }
  const signedText = value.slice(0, first.length + 1 + second.length)
  if (second.length > LONGEST_READ) return { header, payload: null, isUnread: true, signature: third, signedText, hash }
  const reading = readPart(second)
  const payload = objectIn(reading)
  if (payload === null) return { ...('isTooDeep' in reading ? reading : {}), offset: first.length + 1 }
  return { header, payload, signature: third, signedText, hash }
}

/** The dates of a payload by name, in ISO 8601. */
export function datesIn(payload: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    DATES.flatMap((name) => {
      const seconds = payload[name]
      const isDate = typeof seconds === 'number' && seconds >= 0 && seconds <= LATEST
      return isDate ? [[name, new Date(seconds * 1000).toISOString()]] : []
    }),
  )
}

const readPart = (part: string): JsonReading => readJson(Buffer.from(part, 'base64url').toString())

function objectIn(reading: JsonReading): JsonObject | null {
  if (!('value' in reading) || typeof reading.value !== 'object' || Array.isArray(reading.value)) return null
  return reading.value as JsonObject | null
}
