import { effective, type Attribute } from '../paste/attributes.ts'
import { endOf, LONGEST_LIFE, maxAgeOf } from './cookie-end.ts'
import { finding, LESSON, type Finding } from './finding.ts'

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
    yield finding('partitioned-insecure', 'error', attributeMessages.partitionedInsecure, LESSON.origins)
  }
  if (cookie.value !== '') {
    if (attribute('HttpOnly') === undefined)
      yield finding('no-http-only', 'warning', attributeMessages.noHttpOnly, LESSON.options)
    if (!secure) yield finding('no-secure', 'warning', attributeMessages.noSecure, LESSON.proxy)
  }
  // RFC 6265bis section 5.7, step 10: an empty Domain counts as none.
  if (attribute('Domain')) yield finding('domain-widens', 'warning', attributeMessages.domainWidens, LESSON.origins)
  const path = attribute('Path')
  // RFC 6265bis section 5.6.4: what does not begin with a slash counts as none.
  if (path !== '/' && String(path ?? '').startsWith('/'))
    yield finding('path-no-fence', 'info', attributeMessages.pathNoFence, LESSON.origins)
  yield* findInLifetime(cookie, now)
}

type Value = string | true | undefined

/** RFC 6265bis section 4.1.3 says what the prefixes promise, and 5.7 that browsers drop what breaks it, in any case of letters. */
function* findInPrefix(name: string, secure: boolean, attribute: (name: string) => Value): Generator<Finding> {
  if (/^__Secure-/i.test(name) && !secure)
    yield finding('secure-prefix', 'error', attributeMessages.securePrefix, LESSON.origins)
  if (!/^__Host-/i.test(name)) return
  const broken = [
    ...(secure ? [] : ['Secure is missing']),
    ...(attribute('Path') === '/' ? [] : ['Path is not /']),
    ...(attribute('Domain') ? ['there is a Domain'] : []),
  ]
  if (broken.length > 0) yield finding('host-prefix', 'error', attributeMessages.hostPrefix(broken), LESSON.origins)
}

/** RFC 6265bis section 5.6.7. */
function* findInSameSite(sameSite: Value, secure: boolean, value: string): Generator<Finding> {
  if (sameSite === undefined) {
    if (value !== '') yield finding('no-same-site', 'warning', attributeMessages.noSameSite, LESSON.origins)
  } else if (!/^(?:strict|lax|none)$/i.test(String(sameSite))) {
    yield finding('same-site-unknown', 'warning', attributeMessages.sameSiteUnknown, LESSON.origins)
  } else if (String(sameSite).toLowerCase() === 'none' && !secure) {
    yield finding('same-site-none-insecure', 'error', attributeMessages.sameSiteNoneInsecure, LESSON.origins)
  }
}

function* findInLifetime({ value, attributes }: SetCookie, now: number): Generator<Finding> {
  if (effective(attributes, 'Max-Age') !== undefined)
    yield finding('max-age', 'info', attributeMessages.maxAge, LESSON.lifetime)
  const end = endOf(attributes, now)
  if (end === null) {
    const expires = effective(attributes, 'Expires')
    const message = expires === String(new Date(Number.NaN)) ? 'invalidDate' : 'expiresUnreadable'
    if (expires !== undefined)
      yield finding('expires-unreadable', 'warning', attributeMessages[message], LESSON.lifetime)
    return
  }
  if (end <= now) {
    if (value === '') yield finding('expired', 'info', attributeMessages.deletes, LESSON.ending)
    else {
      const message = maxAgeOf(attributes) === null ? 'expired' : 'ends'
      yield finding('expired', 'warning', attributeMessages[message], LESSON.lifetime)
    }
  } else if (end - now > LONGEST_LIFE)
    yield finding('long-lived', 'warning', attributeMessages.longLived, LESSON.lifetime)
}

// Every sentence here about express-session is held by test/cookie/express-session.test.ts, which runs it. None holds
// anything that was pasted, so all are safe to print.

/** How Secure gets into a cookie of express-session: `issecure()` in its index.js decides whether a request came over https. */
const SET_SECURE =
  "set `cookie.secure` to true if browsers come over https, and behind a proxy that ends https `app.set('trust proxy', 1)` " +
  'too, or no cookie is sent at all'

/** Of each attribute of a Set-Cookie line that is wrong or worth knowing: one sentence why, one what to do. */
export const attributeMessages = {
  noHttpOnly:
    'Without HttpOnly every script in the page can read this cookie and send it elsewhere. ' +
    'In session() leave `cookie.httpOnly` at its default, true; for any other cookie say httpOnly: true.',

  noSecure:
    'Without Secure the browser sends this cookie over plain http too, where others on the network can read it. ' +
    `In session() ${SET_SECURE}; for any other cookie say secure: true.`,

  noSameSite:
    'Without SameSite each browser decides for itself whether other sites may make it send this cookie. ' +
    "Set `sameSite` to 'lax', or to 'strict' where nobody arrives from other sites.",

  sameSiteUnknown:
    'Browsers know Strict, Lax and None, and take any other SameSite as if it were missing. ' +
    "Set `sameSite` to 'lax', 'strict' or 'none'.",

  sameSiteNoneInsecure:
    'Chrome and Edge drop a cookie with SameSite=None that is not Secure, and express-session sends it without a word. ' +
    `In session() ${SET_SECURE}; or take 'lax'.`,

  partitionedInsecure:
    'Browsers that know Partitioned drop it without Secure, and express-session sends it without a word. ' +
    `In session() ${SET_SECURE}.`,

  securePrefix:
    'A name that begins with __Secure- is a promise that Secure is set, and browsers drop the cookie that breaks it. ' +
    `In session() ${SET_SECURE}; or take another name.`,

  hostPrefix: (broken: readonly string[]) =>
    `A name that begins with __Host- promises Secure, Path=/ and no Domain, and here ${listed(broken)}: browsers drop ` +
    `this cookie. In session() ${SET_SECURE}; leave path and domain out, or take another name.`,

  domainWidens:
    'Domain does not narrow: with it this cookie also goes to every subdomain, and to anyone who runs one. ' +
    'Leave `cookie.domain` out, and only the host that sent the cookie gets it back.',

  pathNoFence:
    'Path only says when the browser sends this cookie: a page under any other path of the same host can still reach ' +
    'it through a page under this one. Keep applications that must not see it on another host.',

  maxAge:
    'express-session never sends Max-Age, only Expires, so something else has set this cookie or changed it on its way. ' +
    'Look for res.cookie(), for another framework, and for a proxy.',

  expired:
    'Expires is in the past. If this line is an old one, as from a log, the cookie has ended since; if it was sent just ' +
    'now, the browser drops it at once: see whether `cookie.expires` is a fixed date, or `cookie.maxAge` is negative.',

  ends:
    'Max-Age is not above zero, so the browser drops this cookie at once instead of keeping it. ' +
    'If it should stay, look for what sets it: express-session never sends Max-Age.',

  deletes:
    'An empty value with an end in the past is how a server deletes a cookie, as res.clearCookie() does. ' +
    'See that name, Path and Domain are those of the cookie that should go.',

  expiresUnreadable:
    'The date in Expires cannot be read, so browsers keep this cookie only until they are closed. ' +
    'Write it like: Expires=Wed, 21 Oct 2026 07:28:00 GMT.',

  invalidDate:
    'This is what JavaScript writes for a date that is none, so browsers keep this cookie only until they are closed. ' +
    'See whether `cookie.maxAge` is NaN, or `cookie.expires` no valid date: express-session up to 1.17 then sends this ' +
    'line, and newer ones no cookie at all.',

  longLived:
    'This cookie is to live longer than 400 days, the most that a browser should grant (RFC 6265bis), and anyone who ' +
    'copies it has as long. Set `cookie.maxAge` to hours or days, in milliseconds, and let `rolling` renew it.',
} as const

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
