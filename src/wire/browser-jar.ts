import { findInAttributes, type SetCookie } from '../cookie/findings/attribute-findings.ts'
import { endOf, LONGEST_LIFE } from '../cookie/findings/cookie-end.ts'
import type { Finding } from '../cookie/findings/finding.ts'
import { effective, readAttributes } from '../cookie/paste/attributes.ts'

/** The cookies of one browser, kept and sent as browsers do (RFC 6265bis sections 5.7 and 5.8). */
export interface BrowserJar {
  /** Takes the Set-Cookie lines of an answer. What browsers drop, it drops. */
  keep(lines: readonly string[], url: URL): void
  /** The Cookie header for a request; empty without cookies. */
  headerFor(url: URL): string
}

interface Kept {
  readonly name: string
  readonly value: string
  /** The host that sent it, or the domain it names. */
  readonly domain: string
  /** Only for the very host that sent it. */
  readonly hostOnly: boolean
  readonly path: string
  /** Only for https. */
  readonly secure: boolean
  /** Milliseconds since 1970; Infinity for one that stays until the browser is closed. */
  readonly end: number
}

/** RFC 6265bis section 5.6, step 5: of name and value together. In bytes. */
const LARGEST = 4096

/**
 * A jar without cookies.
 * @param now tells the time, in milliseconds since 1970; if left out, `Date` does
 */
export function createBrowserJar({ now = () => Date.now() }: { readonly now?: () => number } = {}): BrowserJar {
  const cookies = new Map<string, Kept>()
  return {
    keep(lines, url) {
      for (const line of lines) {
        const cookie = read(line, url, now())
        if (cookie === null) continue
        const key = JSON.stringify([cookie.name, cookie.domain, cookie.hostOnly, cookie.path])
        // One that is there already keeps its place.
        cookies.set(key, cookie)
        if (cookie.end <= now()) cookies.delete(key)
      }
    },
    headerFor({ hostname, pathname, protocol }) {
      const time = now()
      return [...cookies.values()]
        .filter(({ end, domain, hostOnly, path, secure }) => {
          const fits = hostOnly ? hostname === domain : matchesDomain(hostname, domain)
          return end > time && fits && matchesPath(pathname, path) && (!secure || protocol === 'https:')
        })
        .toSorted((one, other) => other.path.length - one.path.length)
        .map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
        .join('; ')
    },
  }
}

/**
 * What a Set-Cookie line has in it that makes browsers drop it, whatever site it comes from; null if there is nothing.
 * @param now milliseconds since 1970
 */
export function flawOf(line: string, now: number): Finding | null {
  return flawIn(parse(line), now)
}

function flawIn(cookie: SetCookie, now: number): Finding | null {
  for (const found of findInAttributes(cookie, now)) if (found.level === 'error') return found
  return null
}

function parse(line: string): SetCookie & { readonly name: string } {
  const [pair = '', ...segments] = line.split(';')
  const equals = pair.indexOf('=')
  return {
    name: pair.slice(0, Math.max(0, equals)).trim(),
    value: pair.slice(equals + 1).trim(),
    attributes: readAttributes(segments),
  }
}

/** A Set-Cookie line as the cookie that is kept; null for one that is dropped. */
function read(line: string, { hostname, pathname, protocol }: URL, now: number): Kept | null {
  const cookie = parse(line)
  const { name, value, attributes } = cookie
  if (name + value === '' || Buffer.byteLength(name + value) > LARGEST || flawIn(cookie, now) !== null) return null
  const attribute = (known: string) => String(effective(attributes, known) ?? '')
  const secure = effective(attributes, 'Secure') !== undefined
  if (secure && protocol !== 'https:') return null
  const domain = attribute('Domain').replace(/^\./, '').toLowerCase()
  if (domain !== '' && !matchesDomain(hostname, domain)) return null
  const path = attribute('Path')
  const end = endOf(attributes, now)
  return {
    name,
    value,
    domain: domain === '' ? hostname : domain,
    hostOnly: domain === '',
    path: path.startsWith('/') ? path : defaultPath(pathname),
    secure,
    end: end === null ? Infinity : Math.min(end, now + LONGEST_LIFE),
  }
}

/** RFC 6265bis section 5.1.3. An address has no subdomains. */
const matchesDomain = (host: string, domain: string): boolean =>
  host === domain || (host.endsWith(`.${domain}`) && !/^[\d.]+$|:/.test(host))

/** RFC 6265bis section 5.1.4: up to the last slash, and without it. */
const defaultPath = (pathname: string): string => pathname.slice(0, pathname.lastIndexOf('/')) || '/'

/** RFC 6265bis section 5.1.4. */
const matchesPath = (pathname: string, path: string): boolean =>
  pathname === path || (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'))
