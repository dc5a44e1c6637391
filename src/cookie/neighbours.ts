import type { Evidence } from './findings/findings.ts'
import { effective } from './paste/attributes.ts'
import type { PastedCookie } from './paste/paste.ts'
import { numberOf, rememberRepeated } from './repeated.ts'
import type { Surroundings } from './report.ts'
import { classify } from './value/kinds.ts'
import { decode } from './value/read.ts'

/** What the other cookies of a paste mean for one of them. */
export type Neighbourhood = Pick<Surroundings, 'partner' | 'twin' | 'besideSigned'>

/** What the cookies of a paste mean for each other. */
export interface Neighbours {
  around(cookie: PastedCookie): Neighbourhood
  /**
   * Whether a cookie is but the signature of another one.
   * @param place of the cookie, counted from 0: read twice, a cookie is two objects
   */
  isSignature(place: number): boolean
}

/** What is known of a cookie whose name ends in `.sig`. */
interface Signature {
  readonly raw: string
  readonly place: number
}

/**
 * Finds what the cookies of a paste mean for each other. Cookies of different headers have nothing to do with each other.
 * @param pasted is gone through twice at most
 * @param signsAnything cookie-session is not alone in keeping its signature in a second cookie: whatever keygrip signs counts, too
 */
export function lookAround(pasted: Iterable<PastedCookie>, signsAnything: boolean): Neighbours {
  let signed = 0
  let place = 0
  const candidates = new Map<number, Signature>()
  const twins = rememberRepeated()
  for (const cookie of pasted) {
    // A cookie without a name stands in no other's way, and there may be millions.
    if (sourceOf(cookie) !== null) twins.add(twinKey(cookie))
    if (isSigned(cookie)) signed += 1
    if (cookie.name?.endsWith('.sig')) candidates.set(keyOf(cookie.header, cookie.name), { raw: cookie.raw, place })
    place += 1
  }
  const partnerOf = (cookie: PastedCookie): Signature | null => {
    // To look it up in millions of cookies takes seconds.
    if (candidates.size === 0 || cookie.name === null) return null
    const found = candidates.get(keyOf(cookie.header, `${cookie.name}.sig`))
    return found && isSignedBeside(cookie, found.raw, signsAnything) ? found : null
  }
  const places = new Set<number>()
  if (candidates.size > 0) for (const cookie of pasted) places.add(partnerOf(cookie)?.place ?? -1)
  return {
    around: (cookie) => ({
      partner: partnerOf(cookie)?.raw ?? null,
      twin: twins.isRepeated(twinKey(cookie)) ? sourceOf(cookie) : null,
      besideSigned: signed > (isSigned(cookie) ? 1 : 0),
    }),
    isSignature: (at) => places.has(at),
  }
}

/** Whether a signature in a cookie beside it is that of a cookie: keygrip makes 27 letters (HMAC-SHA1 in base64url). */
function isSignedBeside({ raw }: PastedCookie, signature: string, signsAnything: boolean): boolean {
  const { kind } = classify(decode(raw) ?? '')
  return kind === 'cookie-session' || (signsAnything && kind === 'unsigned' && /^[\w-]{27}$/.test(signature))
}

const isSigned = ({ raw }: PastedCookie): boolean => /^s(?::|%3a)/i.test(raw)

/** A number instead of a text: of a long paste, texts by the hundred thousand would be held. */
const keyOf = (header: PastedCookie['header'], name: string): number => numberOf(JSON.stringify([header, name]))

/** Cookies with the same key stand in each other's way. Set-Cookie lines do only with the same Domain and Path (RFC 6265bis section 5.7). */
const twinKey = ({ header, name, attributes }: PastedCookie): string => {
  // A semicolon can stand neither in a name nor in an attribute.
  const key = `${header};${name}`
  return attributes ? `${key};${effective(attributes, 'Domain') ?? ''};${effective(attributes, 'Path') ?? ''}` : key
}

const sourceOf = ({ header, name, attributes }: PastedCookie): Evidence['twin'] => {
  if (header === null || name === null) return null
  return attributes ? 'Set-Cookie' : 'Cookie'
}
