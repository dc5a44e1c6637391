import { isSecure, matchesDomain, matchesPath } from './match.ts'
import type { ReceivedCookie } from './receive.ts'
import { isBlocked, maySend, partitionOf, type RequestContext } from './same-site.ts'

/**
 * Whether a browser sends a cookie along with a request (RFC 6265bis section 5.8.3, step 3). Whether it has ended is not asked.
 * @param now milliseconds since 1970
 */
export const goesTo = (cookie: ReceivedCookie, url: URL, now: number, context: RequestContext): boolean =>
  isWithin(cookie, url) && maySend(cookie.sameSite, now - cookie.created, url, context) && isOpen(cookie, url, context)

/** One with Partitioned goes along where it was kept, blocked or not (draft-cutler-httpbis-partitioned-cookies). */
const isOpen = ({ partition }: ReceivedCookie, url: URL, context: RequestContext): boolean =>
  partition === undefined ? !isBlocked(url, context) : partition === partitionOf(url, context)

/** Whether the address of a request is one that a cookie is for, and not who starts the request. */
export const isWithin = (cookie: ReceivedCookie, url: URL): boolean =>
  (cookie.hostOnly ? url.hostname === cookie.domain : matchesDomain(url.hostname, cookie.domain)) &&
  matchesPath(url.pathname, cookie.path) &&
  (!cookie.secure || isSecure(url))
