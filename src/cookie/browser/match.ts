/**
 * Whether a host is a domain or lies below it (RFC 6265bis section 5.1.3). An address has no subdomains.
 * @param host as `URL` writes it, which makes it canonical (section 5.1.2)
 */
export const matchesDomain = (host: string, domain: string): boolean =>
  host === domain || (host.endsWith(`.${domain}`) && !isAddress(host))

/** Whether a path is that of a cookie or lies below it (RFC 6265bis section 5.1.4). */
export const matchesPath = (pathname: string, path: string): boolean =>
  pathname === path || (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'))

/** The path of a cookie that names none: up to the last slash, and without it (RFC 6265bis section 5.1.4). */
export const defaultPath = (pathname: string): string => pathname.slice(0, pathname.lastIndexOf('/')) || '/'

/**
 * Whether anybody may have a name below this one, so that no cookie may be for all of them (RFC 6265bis section 5.7, step 9).
 * The list of public suffixes is not on board. Without it only the rule holds that it has for every name it does not know
 * (publicsuffix.org, `*`): a name without a dot is one. So `com` and `localhost` are, and `co.uk` and `github.io` are not.
 */
export const isPublicSuffix = (domain: string): boolean => !domain.includes('.')

/**
 * What the hosts of one owner share: the label below the public suffix and that suffix, by the same rule. An address and a suffix are
 * all by themselves.
 */
export const registrableDomain = (host: string): string =>
  isAddress(host) ? host : host.split('.').slice(-2).join('.')

/**
 * Whether a connection counts as secure (RFC 6265bis section 5.8.3 leaves it to the browser). Chrome counts http to localhost and
 * 127.0.0.1 as well (`ProvisionalAccessScheme` in its cookie_util.cc). Here it never counts: 127.0.0.1 stands for any site without
 * https.
 */
export const isSecure = ({ protocol }: URL): boolean => protocol === 'https:'

/** IPv4, which `URL` writes in decimal, or IPv6. */
const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host)
