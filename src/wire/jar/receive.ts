import { findInAttributes, type SetCookie } from '../../cookie/findings/attribute-findings.ts'
import { endOf, LONGEST_LIFE } from '../../cookie/findings/cookie-end.ts'
import type { Finding } from '../../cookie/findings/finding.ts'
import { effective, readAttributes } from '../../cookie/paste/attributes.ts'
import { trimBlanks } from '../../cookie/paste/headers.ts'
import type { Kept } from './kept.ts'
import { defaultPath, isPublicSuffix, isSecure, matchesDomain } from './match.ts'
import { sameSiteOf } from './same-site.ts'

/** RFC 6265bis section 5.6, step 5: of name and value together. In bytes: Node.js reads each byte of a header as a character. */
const LARGEST = 4096

/** RFC 6265bis section 5.6, step 1: all control characters but the tab. */
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/

/**
 * What a Set-Cookie line has in it that makes browsers drop it, whatever site it comes from; null if there is nothing.
 * @param now milliseconds since 1970
 */
export function flawOf(line: string, now: number): Finding | null {
  return flawIn(parse(line), now)
}

/** RFC 6265bis section 5.7, steps 19 to 21; CHIPS for Partitioned. */
function flawIn(cookie: SetCookie, now: number): Finding | null {
  for (const found of findInAttributes(cookie, now)) if (found.level === 'error') return found
  return null
}

/** RFC 6265bis section 5.6. */
function parse(line: string): SetCookie & { readonly name: string } {
  const [pair = '', ...segments] = line.split(';')
  const equals = pair.indexOf('=')
  return {
    name: trimBlanks(pair.slice(0, Math.max(0, equals))),
    value: trimBlanks(pair.slice(equals + 1)),
    attributes: readAttributes(segments),
  }
}

/**
 * A Set-Cookie line as the cookie that is kept, as far as that depends on nothing but the line and where it comes from.
 * @param now milliseconds since 1970
 * @returns null for one that is dropped
 */
export function receive(line: string, url: URL, now: number): Omit<Kept, 'used'> | null {
  const cookie = parse(line)
  const { name, value, attributes } = cookie
  if (CONTROL.test(line) || isOutOfBounds(name, value) || flawIn(cookie, now) !== null) return null
  const secure = effective(attributes, 'Secure') !== undefined
  // RFC 6265bis section 5.7, step 13.
  if (secure && !isSecure(url)) return null
  const place = placeOf(String(effective(attributes, 'Domain') ?? ''), url.hostname)
  const path = String(effective(attributes, 'Path') ?? '')
  const end = endOf(attributes, now)
  return (
    place && {
      name,
      value,
      ...place,
      // RFC 6265bis section 5.6.4.
      path: path.startsWith('/') ? path : defaultPath(url.pathname),
      secure,
      sameSite: sameSiteOf(effective(attributes, 'SameSite')),
      created: now,
      end: end === null ? Infinity : Math.min(end, now + LONGEST_LIFE),
    }
  )
}

/** RFC 6265bis section 5.7, steps 2, 4 and 22: nothing, too much, or a value that would read like a name with a promise. */
const isOutOfBounds = (name: string, value: string): boolean =>
  name + value === '' || name.length + value.length > LARGEST || (name === '' && /^__(?:Secure|Host)-/i.test(value))

/**
 * Where a cookie belongs (RFC 6265bis section 5.7, steps 7 to 10). What has letters beyond ASCII is no part of a host as `URL` writes it.
 * @returns null if the host may not set it there
 */
function placeOf(attribute: string, host: string): Pick<Kept, 'domain' | 'hostOnly'> | null {
  // RFC 6265bis section 5.6.3.
  const domain = attribute.replace(/^\./, '').toLowerCase()
  if (domain === '' || (isPublicSuffix(domain) && domain === host)) return { domain: host, hostOnly: true }
  return !isPublicSuffix(domain) && matchesDomain(host, domain) ? { domain, hostOnly: false } : null
}
