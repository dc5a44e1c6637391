import { goesTo } from '../../cookie/browser/goes-to.ts'
import { isSecure, matchesDomain, matchesPath } from '../../cookie/browser/match.ts'
import { receive } from '../../cookie/browser/receive.ts'
import type { RequestContext } from '../../cookie/browser/same-site.ts'
import { evict } from './evict.ts'
import type { Kept } from './kept.ts'

/**
 * The cookies of one browser, kept and sent by the rules for browsers: RFC 6265bis, here and everywhere in this project
 * draft-ietf-httpbis-rfc6265bis-22. Where it leaves a choice, this jar does what Chrome does, unless a function says otherwise.
 *
 * What it does not know: scripts (so HttpOnly changes nothing), closing the browser, the list of public suffixes, and reloading a page.
 */
export interface BrowserJar {
  /** Takes the Set-Cookie lines of an answer. What browsers drop, it drops. @param context of the request that was answered */
  keep(lines: readonly string[], url: URL, context?: RequestContext): void
  /** The Cookie header for a request; empty without cookies. */
  headerFor(url: URL, context?: RequestContext): string
}

/**
 * A jar without cookies.
 * @param now tells the time, in milliseconds since 1970; if left out, `Date` does
 */
export function createBrowserJar({ now = () => Date.now() }: { readonly now?: () => number } = {}): BrowserJar {
  /** In the order of their creation. */
  let cookies: readonly Kept[] = []
  let uses = 0
  return {
    keep(lines, url, context = {}) {
      for (const line of lines) {
        const cookie = receive(line, url, now(), context)
        if (cookie === null || isKeptOut(cookie, cookies, url)) continue
        uses += 1
        cookies = evict(insert({ ...cookie, used: uses }, cookies), now())
      }
    },
    headerFor(url, context = {}) {
      const time = now()
      uses += 1
      cookies = evict(cookies, time).map((kept) => (goesTo(kept, url, time, context) ? { ...kept, used: uses } : kept))
      return cookies
        .filter(({ used }) => used === uses)
        .toSorted((one, other) => other.path.length - one.path.length)
        .map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
        .join('; ')
    },
  }
}

/**
 * RFC 6265bis section 5.7, step 16: over http no cookie comes in that would stand in for one with Secure. The path of that one
 * decides: a cookie for all of a site may come beside a Secure one for a part of it.
 */
const isKeptOut = (cookie: Pick<Kept, 'name' | 'domain' | 'path'>, kept: readonly Kept[], url: URL): boolean =>
  !isSecure(url) &&
  kept.some(
    ({ name, secure, domain, path }) =>
      secure &&
      name === cookie.name &&
      (matchesDomain(domain, cookie.domain) || matchesDomain(cookie.domain, domain)) &&
      matchesPath(cookie.path, path),
  )

/**
 * RFC 6265bis section 5.7, steps 23 and 24: a cookie replaces the one of the same name, domain, path and partition, and takes over when
 * that was created, and so its place. Chrome does so only if the value is the same too.
 */
function insert(cookie: Kept, kept: readonly Kept[]): readonly Kept[] {
  const index = kept.findIndex(
    ({ name, domain, hostOnly, path, partition }) =>
      name === cookie.name &&
      domain === cookie.domain &&
      hostOnly === cookie.hostOnly &&
      path === cookie.path &&
      partition === cookie.partition,
  )
  const old = kept[index]
  return old ? kept.with(index, { ...cookie, created: old.created }) : [...kept, cookie]
}
