import { effective, readAttributes } from '../cookie/paste/attributes.ts'
import { readCookieHeader } from '../cookie/paste/headers.ts'
import { refusalOf, type Refusal } from '../cookie/browser/receive.ts'
import type { RequestContext } from '../cookie/browser/same-site.ts'
import type { ExchangeFacts, Observation, SessionCall } from '../observe/observation.ts'
import { header, isHttps, sessionsOf, setCookies } from './facts.ts'

/** What a browser makes of an exchange, as far as the request tells who sent it, and from where. */

/** A header of the request, in any case; undefined where it has none. */
export const asked = ({ request }: ExchangeFacts, name: string): string | undefined => header(request.headers, name)

/** Where the browser believes the app to be: a proxy may have told. */
export function addressOf(exchange: ExchangeFacts): URL {
  const told = asked(exchange, 'x-forwarded-host')?.split(',', 1)[0]?.trim()
  const host = told || asked(exchange, 'host') || 'localhost'
  const base = `${isHttps(exchange) && !isFromHttpPage(exchange, host) ? 'https' : 'http'}://${host}`
  const { url } = exchange.request
  if (URL.canParse(url, base)) return new URL(url, base)
  return new URL(URL.canParse(base) ? base : 'http://localhost')
}

/**
 * Whether a page of the app itself sent a request over http, whatever a proxy says of it. Over https every browser adds Sec-Fetch-Site, and
 * for a page of http that is `cross-site` there (Fetch Metadata, "Sec-Fetch-Site"): http and https are two sites.
 */
export function isFromHttpPage(exchange: ExchangeFacts, host = asked(exchange, 'host')): boolean {
  const page = asked(exchange, 'origin') ?? asked(exchange, 'referer') ?? ''
  if (exchange.connection.secure || !URL.canParse(page) || asked(exchange, 'sec-fetch-site') !== undefined) return false
  return new URL(page).protocol === 'http:' && new URL(page).host === host
}

/**
 * The page that sent a request, and whether what came was to be the page that is shown, as far as its headers say. The names of this machine
 * count as one: that they are not the same for a browser is told by itself (not-returned.ts).
 */
export function contextOf(exchange: ExchangeFacts): RequestContext {
  const [site, origin, mode] = ['sec-fetch-site', 'origin', 'sec-fetch-mode'].map((name) => asked(exchange, name))
  const { method } = exchange.request
  const navigation = mode === undefined ? origin === undefined : mode === 'navigate'
  const page = origin === undefined ? null : URL.canParse(origin) ? new URL(origin) : ELSEWHERE
  const isHere = page !== null && isLoopback(page) && isLoopback(addressOf(exchange))
  const from = site === undefined ? page : site === 'cross-site' ? ELSEWHERE : null
  return { from: isHere ? null : from, method, navigation }
}

/** A page of which nothing is known but that it is of another site. */
const ELSEWHERE = new URL('about:blank')

/** Whether an address is this machine, by whichever of its names: while an app is written, they stand for each other. */
export const isLoopback = ({ hostname }: URL): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)

/** The cookies of a request, in their order, as in `connect.sid=s%3A...`. */
export const cookiesOf = (exchange: ExchangeFacts): readonly string[] => [
  ...readCookieHeader(asked(exchange, 'cookie') ?? ''),
]

/** A Set-Cookie line of session(), and the call whose cookie it is. */
export interface SessionCookie {
  readonly exchange: ExchangeFacts
  readonly call: SessionCall
  readonly line: string
}

/** The name and value of a session cookie as it was set: what a browser that keeps it sends. */
export const pairOf = ({ line }: SessionCookie): string => line.split(';', 1)[0]?.trim() ?? ''

/** Every session cookie that the app set, in order; one that it took away too. */
export const sessionCookies = (observation: Observation): readonly SessionCookie[] =>
  observation.exchanges.flatMap((exchange) =>
    setCookies(exchange).flatMap((line) => {
      const call = sessionsOf(observation, exchange).find(({ name }) => line.startsWith(`${name}=`))
      return call ? [{ exchange, call, line }] : []
    }),
  )

/** Whether a Set-Cookie line has Secure. */
export const hasSecure = (line: string): boolean =>
  effective(readAttributes(line.split(';').slice(1)), 'Secure') !== undefined

/** A session cookie that browsers do not keep, and the reason. */
export interface RefusedCookie extends SessionCookie {
  readonly refusal: Refusal
}

/** The session cookies that browsers refuse, unless the client that got one brought it back. */
export const refusedCookies = (
  observation: Observation,
  reasons: readonly Refusal['reason'][],
): readonly RefusedCookie[] =>
  sessionCookies(observation).flatMap((cookie) => {
    const { exchange, line } = cookie
    const refusal = refusalOf(line, addressOf(exchange), exchange.at, contextOf(exchange))
    if (refusal === null || !reasons.includes(refusal.reason)) return []
    const [pair = ''] = line.split(';', 1)
    const isBack = (later: ExchangeFacts): boolean =>
      later.client === exchange.client && later.at >= exchange.at && cookiesOf(later).includes(pair)
    return observation.exchanges.some(isBack) ? [] : [{ ...cookie, refusal }]
  })
