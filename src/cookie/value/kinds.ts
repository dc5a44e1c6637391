import type { OtherContent } from './framework.ts'
import { LONGEST_READ, looksLikeBase64Object, readBase64Object, readJson } from './json.ts'
import { readJwt, type Jwt } from './jwt.ts'
import type { Fault } from './read.ts'
import { splitSigned } from '../signature/signature.ts'

/**
 * What a decoded value turned out to be. `express-session` is whatever is signed as `s:value.mac`, with a right signature or a wrong one. What is
 * `isUnread` is too long to be taken apart: its kind is told from its beginning alone.
 */
export type Content =
  | {
      readonly kind: 'express-session'
      readonly id: string
      readonly signature: string
      /** What cookie-parser would read behind a signed `j:`. */
      readonly json?: unknown
      readonly isUnread?: true
    }
  | { readonly kind: 'cookie-parser-json' | 'cookie-session'; readonly json: unknown }
  | { readonly kind: 'cookie-parser-json' | 'cookie-session'; readonly isUnread: true }
  | { readonly kind: 'jwt'; readonly jwt: Jwt }
  | OtherContent
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'malformed'; readonly fault: Fault }

const SIGNED = 's:'
/** cookie-parser, `JSONCookie()`: res.cookie() writes an object as `j:` and JSON. */
const JSON_MARK = 'j:'

/** Tells what a decoded value is: as express-session's `getcookie()` would take it, or else another well-known format. Never throws. */
export function classify(value: string): Content {
  if (value.startsWith(SIGNED)) return classifySigned(value)
  if (value.startsWith(JSON_MARK)) {
    if (value.length > LONGEST_READ) return { kind: 'cookie-parser-json', isUnread: true }
    const reading = readJson(value.slice(JSON_MARK.length))
    return 'value' in reading
      ? { kind: 'cookie-parser-json', json: reading.value }
      : malformed(reading.isTooDeep ? 'too-deep' : 'json', JSON_MARK.length + reading.offset)
  }
  const jwt = readJwt(value)
  if (jwt) return 'offset' in jwt ? malformed(jwt.isTooDeep ? 'too-deep' : 'jwt', jwt.offset) : { kind: 'jwt', jwt }
  if (value.length > LONGEST_READ)
    return looksLikeBase64Object(value) ? { kind: 'cookie-session', isUnread: true } : { kind: 'unsigned' }
  const json = readBase64Object(value)
  return json ? { kind: 'cookie-session', json } : { kind: 'unsigned' }
}

function classifySigned(value: string): Content {
  const pieces = splitSigned(value.slice(SIGNED.length))
  if (!pieces) return malformed('no-dot', value.length)
  // An empty id with a right signature is falsy in `getcookie()`, and so is no session either.
  if (pieces.id === '') return malformed('no-id', SIGNED.length)
  if (pieces.signature === '') return malformed('no-signature', value.length)
  const { id, signature } = pieces
  if (id.startsWith(JSON_MARK)) {
    if (id.length > LONGEST_READ) return { kind: 'express-session', id, signature, isUnread: true }
    const reading = readJson(id.slice(JSON_MARK.length))
    if ('value' in reading) return { kind: 'express-session', id, signature, json: reading.value }
  }
  return { kind: 'express-session', id, signature }
}

/** Whether a value was too long to be taken apart. */
export const isUnread = (content: Content): boolean =>
  content.kind === 'jwt' ? content.jwt.isUnread === true : 'isUnread' in content

const malformed = (what: Fault['what'], offset: number): Content => ({ kind: 'malformed', fault: { what, offset } })
