import { attributeMessages as messages } from './attribute-messages.ts'
import { effective, type Attribute } from './attributes.ts'
import { parseCookieDate } from './cookie-date.ts'
import { finding, LESSON, type Finding } from './finding.ts'

/** RFC 6265bis section 5.5: browsers keep no cookie longer than 400 days. In milliseconds. */
const LONGEST_LIFE = 400 * 86_400_000

/** A Set-Cookie line as a browser would take it. */
export interface SetCookie {
  readonly name: string | null
  /** Decoded. An empty one comes with a date in the past where a server deletes a cookie. */
  readonly value: string
  readonly attributes: readonly Attribute[]
}

/** What the attributes tell. @param now milliseconds since 1970 */
export function* findInAttributes(cookie: SetCookie, now: number): Generator<Finding> {
  const attribute = (name: string) => effective(cookie.attributes, name)
  const secure = attribute('Secure') !== undefined
  yield* findInPrefix(cookie.name ?? '', secure, attribute)
  yield* findInSameSite(attribute('SameSite'), secure, cookie.value)
  if (attribute('Partitioned') !== undefined && !secure) {
    yield finding('partitioned-insecure', 'error', messages.partitionedInsecure)
  }
  if (cookie.value !== '') {
    if (attribute('HttpOnly') === undefined)
      yield finding('no-http-only', 'warning', messages.noHttpOnly, LESSON.options)
    if (!secure) yield finding('no-secure', 'warning', messages.noSecure, LESSON.options)
  }
  // RFC 6265bis section 5.6.3: an empty Domain counts as none.
  if (attribute('Domain')) yield finding('domain-widens', 'warning', messages.domainWidens)
  const path = attribute('Path')
  if (path !== undefined && path !== '/' && path !== '') yield finding('path-no-fence', 'info', messages.pathNoFence)
  yield* findInLifetime(cookie.value, attribute('Max-Age'), attribute('Expires'), now)
}

type Value = string | true | undefined

/** RFC 6265bis section 4.1.3 says what the prefixes promise, and 5.7 that browsers drop what breaks it, in any case of letters. */
function* findInPrefix(name: string, secure: boolean, attribute: (name: string) => Value): Generator<Finding> {
  if (/^__Secure-/i.test(name) && !secure) yield finding('secure-prefix', 'error', messages.securePrefix)
  if (!/^__Host-/i.test(name)) return
  const broken = [
    ...(secure ? [] : ['Secure is missing']),
    ...(attribute('Path') === '/' ? [] : ['Path is not /']),
    ...(attribute('Domain') ? ['there is a Domain'] : []),
  ]
  if (broken.length > 0) yield finding('host-prefix', 'error', messages.hostPrefix(broken))
}

/** RFC 6265bis section 5.6.7. */
function* findInSameSite(sameSite: Value, secure: boolean, value: string): Generator<Finding> {
  if (sameSite === undefined) {
    if (value !== '') yield finding('no-same-site', 'warning', messages.noSameSite, LESSON.options)
  } else if (!/^(?:strict|lax|none)$/i.test(String(sameSite))) {
    yield finding('same-site-unknown', 'warning', messages.sameSiteUnknown, LESSON.options)
  } else if (/^none$/i.test(String(sameSite)) && !secure) {
    yield finding('same-site-none-insecure', 'error', messages.sameSiteNoneInsecure, LESSON.options)
  }
}

/** RFC 6265bis section 5.7: Max-Age comes before Expires. */
function* findInLifetime(value: string, maxAge: Value, expires: Value, now: number): Generator<Finding> {
  if (maxAge !== undefined) yield finding('max-age', 'info', messages.maxAge, LESSON.lifetime)
  const seconds = /^-?\d+$/.test(String(maxAge)) ? Number(maxAge) : null
  const date = parseCookieDate(String(expires))
  if (expires !== undefined && date === null) {
    yield finding('expires-unreadable', 'warning', messages.expiresUnreadable, LESSON.lifetime)
  }
  const end = seconds === null ? date : now + seconds * 1000
  if (end === null) return
  if (end <= now) {
    if (value === '') yield finding('expired', 'info', messages.deletes, LESSON.lifetime)
    else yield finding('expired', 'warning', messages.expired, LESSON.lifetime)
  } else if (end - now > LONGEST_LIFE) yield finding('long-lived', 'warning', messages.longLived, LESSON.lifetime)
}
