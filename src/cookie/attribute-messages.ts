// Every sentence here about express-session is held by test/cookie/express-session.test.ts, which runs it. None holds
// anything that was pasted, so all are safe to print.

/** Of each attribute of a Set-Cookie line that is wrong or worth knowing: one sentence why, one what to do. */
export const attributeMessages = {
  noHttpOnly:
    'Without HttpOnly every script in the page can read this cookie and send it elsewhere. ' +
    'Leave `cookie.httpOnly` at its default, true.',

  noSecure:
    'Without Secure the browser sends this cookie over plain http too, where others on the network can read it. ' +
    "Set `cookie.secure` to 'auto' or, behind https, to true.",

  noSameSite:
    'Without SameSite each browser decides for itself whether other sites may make it send this cookie. ' +
    "Set `cookie.sameSite` to 'lax', or to 'strict' where nobody arrives from other sites.",

  sameSiteUnknown:
    'Browsers know Strict, Lax and None, and take any other SameSite as if it were missing. ' +
    "Set `cookie.sameSite` to 'lax', 'strict' or 'none'.",

  sameSiteNoneInsecure:
    'Chrome and Edge drop a cookie with SameSite=None that is not Secure, and express-session sends it without a word. ' +
    "Set `cookie.secure` as well, or take 'lax'.",

  partitionedInsecure:
    'Browsers that know Partitioned drop it without Secure, and express-session sends it without a word. ' +
    'Set `cookie.secure` as well.',

  securePrefix:
    'A name that begins with __Secure- is a promise that Secure is set, and browsers drop the cookie that breaks it. ' +
    'Set `cookie.secure` to true, or take another name.',

  hostPrefix: (broken: readonly string[]) =>
    `A name that begins with __Host- promises Secure, Path=/ and no Domain, and here ${listed(broken)}: browsers drop ` +
    'this cookie. Set `cookie.secure` to true, leave path and domain out, or take another name.',

  domainWidens:
    'Domain does not narrow: with it this cookie also goes to every subdomain, and to whoever runs one. ' +
    'Leave `cookie.domain` out, and only the host that sent the cookie gets it back.',

  pathNoFence:
    'Path only says when the browser sends this cookie: a page under any other path of the same host can still reach ' +
    'it through a page under this one. Keep applications that must not see it on another host.',

  maxAge:
    'express-session never sends Max-Age, only Expires, so something else has set this cookie or changed it on its way. ' +
    'Look for res.cookie(), for another framework, and for a proxy.',

  expired:
    'The end of this cookie is in the past, so the browser drops it at once instead of keeping it. ' +
    'See whether `cookie.expires` is a fixed date, or `cookie.maxAge` is negative.',

  deletes:
    'An empty value with an end in the past is how a server deletes a cookie, as res.clearCookie() does. ' +
    'See that name, Path and Domain are those of the cookie that shall go.',

  expiresUnreadable:
    'The date in Expires cannot be read, so browsers keep this cookie only until they are closed. ' +
    'Write it like: Expires=Wed, 21 Oct 2026 07:28:00 GMT.',

  longLived:
    'This cookie is to live longer than 400 days, the most that a browser should grant (RFC 6265bis), and whoever ' +
    'copies it has as long. Set `cookie.maxAge` to hours or days, in milliseconds, and let `rolling` renew it.',
} as const

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
