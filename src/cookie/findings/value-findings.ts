import { finding, LESSON, type Finding } from './finding.ts'
import { bitsIn, charactersIn, FEWEST_BITS, patternIn, UID_SAFE_BITS } from './id-strength.ts'
import { datesIn, type Jwt } from '../value/jwt.ts'
import { isUnread, type Content } from '../value/kinds.ts'
import { messages } from './messages.ts'
import { isWellFormed } from '../signature/signature.ts'

/** uid-safe makes express-session's own ids: 24 random bytes in URL-safe base64. */
const OWN_ID = /^[A-Za-z0-9_-]{32}$/

/**
 * What a decoded value tells by itself, without a secret and without its attributes.
 * @param decodings how often URL encoding had to be undone
 * @param besideSigned whether another cookie of the paste is signed: then nobody expects it of this one
 * @param isSigned whether a signature stands there that a secret could have made
 * @param now milliseconds since 1970
 */
export function* findInValue(
  content: Content,
  {
    decodings,
    besideSigned,
    isSigned,
  }: { readonly decodings: number; readonly besideSigned: boolean; readonly isSigned: boolean },
  now: number,
): Generator<Finding> {
  if (decodings > 1) yield finding('encoded-twice', 'warning', messages.encodedTwice(decodings))
  if (isUnread(content)) yield finding('not-read', 'info', messages.notRead)
  switch (content.kind) {
    case 'malformed': {
      const { what } = content.fault
      const lesson =
        what === 'character' || what === 'json' || what === 'jwt' || what === 'too-deep' ? null : LESSON.genid
      yield finding('malformed', 'error', messages.fault(content.fault), lesson)
      return
    }
    case 'other':
      yield finding('other-framework', 'info', content.message)
      return
    case 'unsigned':
      yield finding('unsigned', besideSigned ? 'info' : 'warning', messages.unsigned, LESSON.genid)
      return
    case 'cookie-parser-json':
      yield finding('unsigned', besideSigned ? 'info' : 'warning', unsignedJson(content))
      return
    case 'cookie-session':
      if (!isUnread(content))
        yield finding('readable-data', 'info', isSigned ? messages.readableSession : messages.readableBase64)
      return
    case 'jwt':
      yield* findInJwt(content.jwt, now)
      return
    case 'express-session':
      if (!isWellFormed(content.signature)) {
        yield finding('malformed-signature', 'error', messages.malformedSignature(content.signature), LESSON.genid)
      }
      // JSON is no id, so there is nothing to guess.
      if (!('json' in content || isUnread(content))) yield* findInId(content.id, now)
      if (!OWN_ID.test(content.id)) {
        yield finding('may-be-cookie-parser', 'info', messages.mayBeCookieParser, LESSON.genid)
      }
  }
}

/** cookie-parser 1.4.7, `JSONCookies()`: takes what is read for JSON only where that is no falsy value. */
const unsignedJson = (content: Content): string =>
  'json' in content ? (content.json ? messages.unsignedJson : messages.unsignedFalsy) : messages.unsigned

function* findInId(id: string, now: number): Generator<Finding> {
  const pattern = patternIn(id, now)
  if (pattern) yield finding('guessable-id', 'warning', messages.guessableId(pattern), LESSON.genid)
  if (OWN_ID.test(id)) return
  const bits = bitsIn(id)
  if (bits < FEWEST_BITS && (!pattern || pattern.what === 'counter')) {
    yield finding('short-id', 'warning', messages.shortId(charactersIn(id), bits), LESSON.genid)
  } else if (bits < UID_SAFE_BITS && !pattern) {
    yield finding('shorter-id', 'info', messages.shorterId(bits), LESSON.genid)
  }
}

function* findInJwt({ header, payload, isUnread: isTooLong, hash, signature }: Jwt, now: number): Generator<Finding> {
  if (payload === null && !isTooLong) return
  const algorithm = String(header['alg'])
  if (algorithm.toLowerCase() === 'none' || signature === '') yield finding('jwt-none', 'error', messages.jwtNone)
  else if (hash === null) yield finding('unchecked-algorithm', 'info', messages.uncheckedAlgorithm)
  if (payload === null) return
  const ends = datesIn(payload)['exp']
  if (ends !== undefined && Date.parse(ends) <= now) yield finding('jwt-expired', 'warning', messages.jwtExpired(ends))
  const begins = datesIn(payload)['nbf']
  if (begins !== undefined && Date.parse(begins) > now)
    yield finding('token-not-yet-valid', 'warning', messages.jwtNotYetValid(begins))
  yield finding('readable-data', 'info', messages.readableJwt)
}
