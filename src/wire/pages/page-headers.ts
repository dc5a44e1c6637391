import { isSameSite } from '../../cookie/browser/same-site.ts'
import type { RequestPlan } from '../client.ts'
import type { OpenPage } from './page.ts'

/**
 * The headers by which a browser says where a request comes from: Origin (Fetch standard, "append a request `Origin` header"), Sec-Fetch-*
 * (Fetch Metadata Request Headers, section 2) and Referer, which names no more than the origin to others (Referrer Policy, its default).
 * @param url of the request
 */
export function pageHeaders({ origin, by }: OpenPage, method: RequestPlan['method'], url: URL): RequestPlan['headers'] {
  const isOwn = origin === url.origin
  const site = isOwn ? 'same-origin' : isSameSite(url, { from: new URL(origin) }) ? 'same-site' : 'cross-site'
  const isScript = by === 'script'
  const namesOrigin = method !== 'GET' || (isScript && !isOwn)
  return {
    ...(namesOrigin ? { Origin: origin } : {}),
    ...(isTrustworthy(url)
      ? {
          'Sec-Fetch-Site': site,
          'Sec-Fetch-Mode': isScript ? 'cors' : 'navigate',
          'Sec-Fetch-Dest': isScript ? 'empty' : 'document',
        }
      : {}),
    Referer: `${origin}/`,
  }
}

/** Whether Sec-Fetch-* goes to an address at all (Secure Contexts, "potentially trustworthy origin"). */
const isTrustworthy = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
