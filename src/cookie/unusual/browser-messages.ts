/** What browsers and curl say of a cookie that they did not take, in English. */
const ENGLISH =
  /\bcookie\b[^]{0,400}?\b(?:has been rejected|will be (?:soon )?(?:rejected|blocked)|was rejected|(?:was|is|been) (?:blocked|ignored))\b|does not have a proper "SameSite"|misusing the (?:recommended )?"SameSite"|specifying its SameSite attribute|attempt to set a cookie via a Set-Cookie header was blocked|this set-cookie (?:header )?(?:was|had|didn)|skipped cookie with|oversized cookie|\bcookie '[^'\n]{0,200}' dropped|associated with a cross-site resource|\bcookie\b[^]{0,400}\bhas been blocked|cookie's SameSite attribute was not set|Cookies marked with SameSite=None|Request to access cookies? or storage on|Blocked a cookie from being set/i

/** The same in other languages: what is meant, that it was refused, and the attribute that is the reason, in any order. */
const ELSEWHERE: readonly RegExp[] = [
  /cookie|\u043a\u0443\u043a|\u30af\u30c3\u30ad\u30fc|\ucfe0\ud0a4|ciasteczk|informasjonskaps/i,
  /abgelehnt|zur\u00fcckgewiesen|blockiert|rejet|refus[\u00e9e]|bloqu|bloccat|rechazad|rifiutat|rejeitad|geweigerd|geblokkeerd|\u043e\u0442\u043a\u043b\u043e\u043d|\u0437\u0430\u0431\u043b\u043e\u043a|\u62d2\u5426|\u62d2\u7edd|\u62d2\u7d55|\u30d6\u30ed\u30c3\u30af|\u963b\u6b62|\u5c01\u9396|\uac70\ubd80|\ucc28\ub2e8|odrzucon|zablokowan|odm\u00edtnut|avvist|afvist|avvisa|hyl\u00e4t|reddedil|engellen/i,
  /SameSite|Set-Cookie|["']Secure["']|Partitioned|__Host-|__Secure-/i,
]

/** Whether a text is what a browser says of a cookie that it did not take. */
export const isBrowserMessage = (text: string): boolean =>
  ENGLISH.test(text) || (!/=\s?s(?::|%3A)/i.test(text) && ELSEWHERE.every((words) => words.test(text)))

/** Why browsers refuse cookies, by the words in which they say it. */
const REJECTIONS: readonly (readonly [RegExp, string])[] = [
  [
    /already an HTTP-?Only cookie/i,
    'A script tried to write over a cookie with HttpOnly, and only the server may do that: leave it to Set-Cookie.',
  ],
  [
    /already expired/i,
    'Its end was in the past when it came. See what `cookie.maxAge` and `cookie.expires` say, and the clocks of server and browser.',
  ],
  [
    /too large/i,
    'Name and value together have at most 4096 bytes. Keep what is large in the session: the cookie of express-session holds only its id.',
  ],
  [
    /SameSite=None[^]*Secure|Secure[^]*SameSite=None|SameSite\b[^]{0,40}\bNone\b[^]*\bsecure\b/i,
    'SameSite=None counts only with Secure, so serve the app over https and set `cookie.secure` too.',
  ],
  [
    /cross-site|SameSite|third-party/i,
    'A cookie with SameSite=Lax or Strict, or without SameSite, does not travel with requests from another site. Set ' +
      "`cookie.sameSite` to 'none' and `cookie.secure` to true over https, or serve page and API from one site.",
  ],
  [
    /domain/i,
    'Domain is not the host that sent the cookie and not above it, or anybody may have a name below it. Leave `cookie.domain` out.',
  ],
  [
    /__Host-|__Secure-|prefix/i,
    'Its name makes a promise that its attributes break: __Secure- needs Secure, and __Host- also Path=/ and no Domain. Keep it, or take another name.',
  ],
  [
    /secure/i,
    'Secure came over http. Serve the app over https, or set `cookie.secure` to false where you develop without it.',
  ],
]

/** Says why a browser refused a cookie, and what to do. @param text what it said */
export function rejectionIn(text: string): string {
  const why = REJECTIONS.find(([words]) => words.test(text))?.[1]
  return `This is a browser's message that it refused a cookie, not a cookie. ${why ?? 'Paste the Set-Cookie line in question to see which rule it breaks.'}`
}
