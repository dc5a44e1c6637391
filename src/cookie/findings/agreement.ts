import { agreementMessages as messages } from './agreement-messages.ts'
import { parseCookieDate } from './cookie-date.ts'
import { byLevel, finding, LESSON, type Finding } from './finding.ts'

/** What is asked of a stored session. Times are in milliseconds since 1970. */
export interface Kept {
  /** As stored; `cookie` holds what express-session's `Cookie#data` does. */
  readonly session: Readonly<Record<string, unknown>>
  /** When the store lets go of it; null for never. */
  readonly expiresAt: number | null
  /** What `expiresAt` takes for granted about the store's options; null where it is a fact. */
  readonly expiryAssumes: string | null
  /** Nothing tells when, or whether, it does. */
  readonly endIsUnknown?: true
  /** It was found under another key: which option makes that key, and whether somebody said that it is something else. */
  readonly otherKey?: { readonly option: string; readonly value: string; readonly isDenied: boolean }
  /** The ids that it is kept under, where the id of the cookie is none of them. */
  readonly otherIds?: readonly string[]
}

/** Attributes as they stand on a Set-Cookie line, spelled like `HttpOnly`. */
export type SetCookieAttributes = Readonly<Record<string, string | boolean>>

/**
 * Two ends that are closer than this are the same. Expires and the TTL of Redis count whole seconds, originalMaxAge is off
 * by a few milliseconds, and a session is saved a little after its cookie is written.
 */
const TOLERANCE_MS = 5000

/**
 * Compares a cookie with the session that the store holds for its id.
 * @param attributes of the Set-Cookie line; null when no such line was pasted
 * @param kept null when the store holds nothing for the id
 * @param now milliseconds since 1970
 * @returns what is wrong before what is worth knowing; without a warning or an error in it, the two agree
 */
export function compareWithStore(
  attributes: SetCookieAttributes | null,
  kept: Kept | null,
  now: number,
): readonly Finding[] {
  if (kept === null) return [finding('not-in-store', 'error', messages.notInStore, LESSON.restart)]
  if (kept.otherIds) return [finding('other-id', 'error', messages.otherId)]
  const cookie = isObject(kept.session['cookie']) ? kept.session['cookie'] : {}
  const all = [
    ...ofKey(kept),
    ...ofStore(kept, now),
    ...(attributes ? ofAttributes(attributes, cookie) : [finding('no-attributes', 'info', messages.noAttributes)]),
    ...(attributes ? ofEnds(attributes, kept, now) : []),
    ...(Object.keys(kept.session).every((key) => key === 'cookie')
      ? [finding('no-data', 'info', messages.noData, LESSON.saving)]
      : []),
  ]
  return byLevel(all)
}

function* ofKey({ otherKey }: Kept): Generator<Finding> {
  if (!otherKey) return
  const message = messages.otherKey(otherKey.option, shown(otherKey.value))
  yield finding('other-key', otherKey.isDenied ? 'error' : 'warning', message)
}

function* ofStore({ endIsUnknown, expiresAt, expiryAssumes }: Kept, now: number): Generator<Finding> {
  if (endIsUnknown) return
  if (expiresAt === null) yield finding('kept-forever', 'warning', messages.keptForever, LESSON.lifetime)
  else if (expiresAt < now) {
    yield finding(
      'expired-in-store',
      expiryAssumes === null ? 'error' : 'warning',
      messages.expired(expiryAssumes),
      LESSON.lifetime,
    )
  }
}

function* ofAttributes(attributes: SetCookieAttributes, cookie: Readonly<Record<string, unknown>>): Generator<Finding> {
  const stored = asAttributes(cookie)
  for (const [name, normalize] of COMPARED) {
    const [sent, kept] = [attributes[name], stored[name]]
    if (normalize(sent) !== normalize(kept)) {
      yield finding('attribute-differs', 'warning', messages.differs(name, shown(sent), shown(kept)), LESSON.ending)
    }
  }
  if (attributes['Max-Age'] !== undefined)
    yield finding('attribute-differs', 'warning', messages.maxAge, LESSON.lifetime)
}

function* ofEnds(attributes: SetCookieAttributes, kept: Kept, now: number): Generator<Finding> {
  // Max-Age goes before Expires (RFC 6265bis section 5.7), and counts from an hour that nobody knows.
  if (attributes['Max-Age'] !== undefined) return
  const expires = endOf(attributes['Expires'])
  if (expires === null) {
    if (kept.expiresAt !== null) yield finding('no-expires', 'info', messages.noExpires, LESSON.lifetime)
    return
  }
  if (expires <= now) yield finding('cookie-expired', 'warning', messages.cookieExpired, LESSON.lifetime)
  if (kept.expiresAt === null) return
  if (expires + TOLERANCE_MS < kept.expiresAt) {
    yield finding('store-outlives-cookie', 'warning', messages.storeOutlives(kept.expiryAssumes), LESSON.lifetime)
  } else if (kept.expiresAt + TOLERANCE_MS < expires) {
    yield finding('cookie-outlives-store', 'warning', messages.cookieOutlives(kept.expiryAssumes), LESSON.lifetime)
  }
}

/** The attributes that express-session would send for a stored cookie: cookie 0.7.2, `serialize()`. */
function asAttributes(cookie: Readonly<Record<string, unknown>>): SetCookieAttributes {
  const { path, domain, expires, httpOnly, secure, partitioned, sameSite, priority } = cookie
  return {
    ...(path ? { Path: textOf(path) } : {}),
    ...(domain ? { Domain: textOf(domain) } : {}),
    ...(expires ? { Expires: textOf(expires) } : {}),
    ...(httpOnly ? { HttpOnly: true } : {}),
    ...(secure ? { Secure: true } : {}),
    ...(partitioned ? { Partitioned: true } : {}),
    ...(sameSite ? { SameSite: sameSite === true ? 'Strict' : textOf(sameSite) } : {}),
    ...(priority ? { Priority: textOf(priority) } : {}),
  }
}

type Normalize = (value: string | boolean | undefined) => string

const exactly: Normalize = (value) => String(value ?? '')
const inLowerCase: Normalize = (value) => exactly(value).toLowerCase()
/** Browsers drop a dot in front of a domain (RFC 6265bis section 5.6.3). */
const asDomain: Normalize = (value) => inLowerCase(value).replace(/^\./, '')
/** Whether there is one; when it is, the ends are compared. */
const whether: Normalize = (value) => String(endOf(value) !== null)

/** What is compared, and how to bring what means the same to the same text. */
const COMPARED: readonly (readonly [name: string, normalize: Normalize])[] = [
  ['Path', exactly],
  ['Domain', asDomain],
  ['Expires', whether],
  ['HttpOnly', exactly],
  ['Secure', exactly],
  ['Partitioned', exactly],
  ['SameSite', inLowerCase],
  ['Priority', inLowerCase],
]

/** The time that Expires names, or the ISO date that JSON makes of one; null for none, and for what browsers ignore. */
function endOf(value: string | boolean | undefined): number | null {
  if (typeof value !== 'string') return null
  const stored = /^\d{4,6}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(stored) ? parseCookieDate(value) : stored
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The most that is shown of an attribute, in characters. */
const MOST_SHOWN = 60

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function shown(value: string | boolean | undefined): string {
  if (value === undefined || value === false) return 'missing'
  if (value === true) return 'set'
  return JSON.stringify(value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}...` : value)
}
