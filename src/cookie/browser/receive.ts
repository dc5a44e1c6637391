import { findInAttributes, type SetCookie } from '../findings/attribute-findings.ts'
import { endOf, LONGEST_LIFE } from '../findings/cookie-end.ts'
import type { Finding, FindingCode } from '../findings/finding.ts'
import { effective, readAttributes, type AttributeName } from '../paste/attributes.ts'
import { trimBlanks } from '../paste/headers.ts'
import { defaultPath, isPublicSuffix, isSecure, matchesDomain } from './match.ts'
import { isBlocked, maySet, partitionOf, sameSiteOf, type RequestContext, type SameSite } from './same-site.ts'

/** A cookie that a browser takes, with the fields of RFC 6265bis section 5.7 that something is decided by. */
export interface ReceivedCookie {
  readonly name: string
  readonly value: string
  /** The host that sent it, or the domain it names. */
  readonly domain: string
  /** Only for the very host that sent it. */
  readonly hostOnly: boolean
  readonly path: string
  /** Only for https. */
  readonly secure: boolean
  readonly sameSite: SameSite
  /** Of one with Partitioned: only where a page of this site is shown. */
  readonly partition?: string
  /** When the first cookie of this name, domain and path came. Milliseconds since 1970. */
  readonly created: number
  /** Milliseconds since 1970; Infinity for one that stays until the browser is closed. */
  readonly end: number
}

/** Why a browser does not keep a cookie. */
export interface Refusal {
  /** That of a finding where the line alone is why. `secure-over-http`: Secure came over http. `domain-foreign`: Domain is not the host
   *  that sent it and not above it. `domain-public-suffix`: anybody may have a name below that Domain. `cross-site`: SameSite keeps out
   *  what comes with the answer to another site. `third-party`: the browser blocks such cookies. `unreadable`: a control character, nothing at all, or a value like a name with a promise. */
  readonly reason:
    | FindingCode
    | 'secure-over-http'
    | 'domain-foreign'
    | 'domain-public-suffix'
    | 'cross-site'
    | 'third-party'
    | 'unreadable'
  /** The attribute that is why, or the name or the value. */
  readonly part: AttributeName | 'name' | 'value'
}

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

type Parsed = SetCookie & { readonly name: string }

/** RFC 6265bis section 5.6. */
function parse(line: string): Parsed {
  const [pair = '', ...segments] = line.split(';')
  const equals = pair.indexOf('=')
  return {
    name: trimBlanks(pair.slice(0, Math.max(0, equals))),
    value: trimBlanks(pair.slice(equals + 1)),
    attributes: readAttributes(segments),
  }
}

/**
 * A Set-Cookie line as the cookie that is kept, as far as that does not depend on other cookies.
 * @param url that the answer came from
 * @param now milliseconds since 1970
 * @param context of the request that was answered
 * @returns null for one that is dropped: {@link refusalOf} says why
 */
export function receive(line: string, url: URL, now: number, context: RequestContext = {}): ReceivedCookie | null {
  const cookie = parse(line)
  const { name, value, attributes } = cookie
  if (refusalIn(line, cookie, url, now, context) !== null) return null
  const path = String(effective(attributes, 'Path'))
  const end = endOf(attributes, now)
  const domain = domainOf(cookie)
  return {
    name,
    value,
    ...(isOfHost(domain, url) ? { domain: url.hostname, hostOnly: true } : { domain, hostOnly: false }),
    // RFC 6265bis section 5.6.4.
    path: path.startsWith('/') ? path : defaultPath(url.pathname),
    secure: isForHttps(cookie),
    sameSite: sameSiteOf(effective(attributes, 'SameSite')),
    ...(isPartitioned(cookie) ? { partition: partitionOf(url, context) } : {}),
    created: now,
    end: end === null ? Infinity : Math.min(end, now + LONGEST_LIFE),
  }
}

/**
 * Why a browser drops a Set-Cookie line; null if it does not, as far as that does not depend on other cookies.
 * @param url that the answer came from
 * @param now milliseconds since 1970
 * @param context of the request that was answered
 */
export const refusalOf = (line: string, url: URL, now: number, context: RequestContext = {}): Refusal | null =>
  refusalIn(line, parse(line), url, now, context)

function refusalIn(line: string, cookie: Parsed, url: URL, now: number, context: RequestContext): Refusal | null {
  const { name, value, attributes } = cookie
  if (CONTROL.test(line) || isUnreadable(name, value)) return { reason: 'unreadable', part: 'value' }
  if (name.length + value.length > LARGEST) return { reason: 'too-large', part: 'value' }
  const flaw = flawIn(cookie, now)
  if (flaw !== null) return { reason: flaw.code, part: PART_OF[flaw.code] ?? 'name' }
  // RFC 6265bis section 5.7, step 13.
  if (isForHttps(cookie) && !isSecure(url)) return { reason: 'secure-over-http', part: 'Secure' }
  const domain = domainOf(cookie)
  if (!isOfHost(domain, url)) {
    if (isPublicSuffix(domain)) return { reason: 'domain-public-suffix', part: 'Domain' }
    if (!matchesDomain(url.hostname, domain)) return { reason: 'domain-foreign', part: 'Domain' }
  }
  const isAllowed = maySet(sameSiteOf(effective(attributes, 'SameSite')), url, context)
  if (!isAllowed) return { reason: 'cross-site', part: 'SameSite' }
  return isBlocked(url, context) && !isPartitioned(cookie) ? { reason: 'third-party', part: 'Partitioned' } : null
}

/** The attribute that a finding is about; without one it is about the name. */
const PART_OF: Partial<Record<FindingCode, AttributeName>> = {
  'same-site-none-insecure': 'SameSite',
  'partitioned-insecure': 'Partitioned',
}

const isPartitioned = ({ attributes }: Parsed): boolean => effective(attributes, 'Partitioned') !== undefined

const isForHttps = ({ attributes }: Parsed): boolean => effective(attributes, 'Secure') !== undefined

/** RFC 6265bis section 5.7, steps 2 and 22: nothing, or a value that would read like a name with a promise. */
const isUnreadable = (name: string, value: string): boolean =>
  name + value === '' || (name === '' && /^__(?:Secure|Host)-/i.test(value))

/** RFC 6265bis section 5.6.3. What has letters beyond ASCII is no part of a host as `URL` writes it. */
const domainOf = ({ attributes }: Parsed): string =>
  String(effective(attributes, 'Domain') ?? '')
    .replace(/^\./, '')
    .toLowerCase()

/** Whether a cookie is only for the host that sent it (RFC 6265bis section 5.7, steps 7 to 10). */
const isOfHost = (domain: string, { hostname }: URL): boolean =>
  domain === '' || (isPublicSuffix(domain) && domain === hostname)
