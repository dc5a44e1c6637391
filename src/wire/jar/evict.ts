import type { Kept } from './kept.ts'

/** RFC 6265bis sections 5.7 and 6.1: the least that a browser should keep, and here the most. Chrome keeps 180 of a site. */
export const MOST_OF_A_DOMAIN = 50
export const MOST_IN_ALL = 3000

/**
 * Takes out of a jar what has ended, and what is too much (RFC 6265bis section 5.7, "remove excess cookies"): of a domain that
 * has too many first those without Secure, then any; of a jar that is too full any. Among those the one goes that was not used
 * for the longest time.
 * @param now milliseconds since 1970
 * @returns those that stay, in their order
 */
export function evict(cookies: readonly Kept[], now: number): readonly Kept[] {
  const alive = cookies.filter(({ end }) => end > now)
  const domains = new Map<string, Kept[]>()
  for (const cookie of alive) domains.set(cookie.domain, [...(domains.get(cookie.domain) ?? []), cookie])
  const crowds = [...domains.values()].flatMap((crowd) => excess(crowd, MOST_OF_A_DOMAIN, bySecureAndUse))
  const gone = new Set(crowds)
  const left = alive.filter((cookie) => !gone.has(cookie))
  for (const cookie of excess(left, MOST_IN_ALL, byUse)) gone.add(cookie)
  return gone.size === 0 ? alive : alive.filter((cookie) => !gone.has(cookie))
}

/** So many of them that no more than the most are left, the first in this order. */
const excess = (cookies: readonly Kept[], most: number, order: typeof byUse): readonly Kept[] =>
  cookies.length <= most ? [] : cookies.toSorted(order).slice(0, cookies.length - most)

const byUse = (one: Kept, other: Kept): number => one.used - other.used

const bySecureAndUse = (one: Kept, other: Kept): number =>
  Number(one.secure) - Number(other.secure) || byUse(one, other)
