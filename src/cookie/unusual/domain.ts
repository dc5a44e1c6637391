import { matchesDomain } from '../browser/match.ts'
import { isListedSuffix } from './public-suffixes.ts'

/** An address in place of a name: RFC 6265bis section 5.1.3 lets no other host be below it. */
const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}$|^\[[\da-f:.]+\]$/

/** Whether a Domain is the address of a host, which has no subdomains. */
export const isAddress = (attribute: string): boolean => ADDRESS.test(attribute.trim().toLowerCase())

/**
 * Why browsers refuse a cookie with this Domain (RFC 6265bis sections 5.6.3 and 5.7, steps 7 to 10), as the end of a sentence.
 * @param host that sent it; null where nothing tells
 * @returns null where they take it, as far as can be seen
 */
export function whyDomainRefused(attribute: string, host: string | null): string | null {
  const domain = attribute.trim().replace(/^\./, '').toLowerCase()
  if (domain === '' || domain === host) return null
  if (ADDRESS.test(domain))
    return host === null ? null : 'the address of another host than the one that sent the cookie'
  if (/^(?:undefined|null|nan|\[object object\]|true|false)$/.test(domain))
    return 'what JavaScript writes for a value that is missing, and no host'
  if (domain.includes('//')) return 'a whole address, and it must be a host alone'
  if (/:\d*$/.test(domain)) return 'a host with a port, and a port is no part of it'
  if (/[^a-z0-9.\u0080-\uffff_-]|\.\.|\.$/.test(domain)) return 'not the name of a host'
  if (domain === 'localhost' && host === null) return null
  if (!domain.includes('.') || isListedSuffix(domain))
    return 'a name below which anybody may have one (a public suffix)'
  if (host !== null && !matchesDomain(host, domain)) return 'neither the host that sent the cookie nor above it'
  return null
}
