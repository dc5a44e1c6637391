import { registrableDomain } from './match.ts'

/** What SameSite says; `default` where it says nothing that browsers know (RFC 6265bis section 5.6.7). */
export type SameSite = 'strict' | 'lax' | 'none' | 'default'

/** What a browser knows of a request beside its address. What is left out is as when somebody types the address. */
export interface RequestContext {
  /** The page that starts the request; null, the default, if no page does. */
  readonly from?: URL | null
  /** GET if it is left out. */
  readonly method?: string
  /** Whether what comes will be the page that is shown, as after a link or a form: true if it is left out. An image, a frame and a
   *  `fetch()` are not. */
  readonly navigation?: boolean
  /** This browser blocks third-party cookies. */
  readonly blocksThirdParty?: true
}

/** @param value of the attribute that counts; undefined if there is none */
export function sameSiteOf(value: string | true | undefined): SameSite {
  const mode = String(value).toLowerCase()
  return mode === 'strict' || mode === 'lax' || mode === 'none' ? mode : 'default'
}

/**
 * Whether a request stays within a site (RFC 6265bis section 5.2). A site is a scheme and a registrable domain (HTML, "same
 * site"): the port does not count, http and https are two sites.
 */
export const isSameSite = (url: URL, { from = null }: RequestContext): boolean =>
  from === null ||
  (from.protocol === url.protocol && registrableDomain(from.hostname) === registrableDomain(url.hostname))

/** Whether the answer to a request may set a cookie (RFC 6265bis section 5.7, step 18). */
export const maySet = (sameSite: SameSite, url: URL, context: RequestContext): boolean =>
  sameSite === 'none' || isSameSite(url, context) || isNavigation(context)

/**
 * Whether a cookie goes along with a request (RFC 6265bis section 5.8.3, step 3). Without SameSite it is Lax, but goes along
 * with a POST too as long as it is new (section 5.6.7.2, "Lax-allowing-unsafe"), as in Chrome.
 * @param age of the cookie, in milliseconds
 */
export function maySend(sameSite: SameSite, age: number, url: URL, context: RequestContext): boolean {
  if (sameSite === 'none' || isSameSite(url, context)) return true
  if (sameSite === 'strict' || !isNavigation(context)) return false
  return SAFE.has((context.method ?? 'GET').toUpperCase()) || (sameSite === 'default' && age <= NEW_MS)
}

/** Whether a browser blocks the cookies of a request, because they would be third-party: of another site than the page that is shown. */
export const isBlocked = (url: URL, context: RequestContext): boolean =>
  context.blocksThirdParty === true && !isNavigation(context) && !isSameSite(url, context)

/** The site of the page that is shown, under which a cookie with Partitioned is kept (draft-cutler-httpbis-partitioned-cookies, "partition key"). */
export function partitionOf(url: URL, context: RequestContext): string {
  const { protocol, hostname } = (isNavigation(context) ? null : context.from) ?? url
  return `${protocol}//${registrableDomain(hostname)}`
}

const isNavigation = ({ navigation = true }: RequestContext): boolean => navigation

/** RFC 9110 section 9.2.1. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/** RFC 6265bis section 5.6.7.2 calls 2 minutes or less reasonable. In milliseconds. */
const NEW_MS = 120_000
