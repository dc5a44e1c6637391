import type { NotACookie } from '../anything.ts'
import { readDebugLines } from './debug-lines.ts'

/** What a text is that holds no cookie, told from its form. */
interface Sign {
  readonly what: NotACookie['what']
  readonly is: RegExp | ((text: string) => boolean)
  readonly message: string
}

/** What express-session keeps in `session.cookie`, in any spelling: no cookie has that in it, and every session does. */
const SESSION_COOKIE = /\bcookie\\?["']?\s*:\s*(?:\{|Cookie\s*\{)[^{}]*\b(?:originalMaxAge|_expires|httpOnly)\b/

/** Rows of SQL, documents of MongoDB, and what their programs print: an id, and a session in JSON. */
const ROWS: readonly RegExp[] = [
  /^[ \t(|│]{0,80}["']?[\w:-]{8,256}["']?[ \t]{0,80}[|,\t│].*\bcookie\\?["']?\s{0,9}:\s{0,9}\{/m,
  /\binsert\s+into\b[^]{0,400}?\bcookie\\?["']?\s{0,9}:\s{0,9}\{/i,
  /^\s*\{\s*["']?_id["']?\s*:[^]*\boriginalMaxAge\b/,
  /^[ \t]{0,80}(?:session_?id|sid|_?id)[ \t]{0,9}[:=|][^]{0,800}\bcookie\\?["']?\s{0,9}:\s{0,9}\{/im,
  /["']?\b(?:sid|session_?id|id)["']?\s{0,9}:\s{0,9}(?:\{\s{0,9}"S"\s{0,9}:\s{0,9})?["'][\w:-]{20,256}["'][^]{0,800}\bcookie\\?["']?\s{0,9}:\s{0,9}\{/i,
]

/** A key of Redis or the name of a file, with the number that redis-cli puts in front, or the command as MONITOR shows it. */
const STORE_KEY =
  /^(?:\d+\) |[\d.]+ \[[^\]]{0,80}\] "\w+" )?["']?(?:(?:[\w-]+:)*(?:sess|session|sessions|sid)[:/][\w-]{16,}(?:\.json)?|[\w-]{32}\.json)["']?$/i

const ROW =
  'This is a row of a session store, not a cookie: an id, the session that is kept under it, and when it ends. '
const KEY = 'This is the key under which a store keeps a session, not a cookie: the id follows the prefix. '
const IS_SENT =
  'The cookie holds the id and a signature, s:<id>.<signature>: copy it from the browser or from Set-Cookie.'

/** In the order in which they are tried, what tells more first. */
const SIGNS: readonly Sign[] = [
  {
    what: 'store-row',
    is: (text) => ROWS.some((row) => row.test(text)),
    message: ROW + IS_SENT,
  },
  {
    what: 'session',
    is: new RegExp(`^\\s*Session\\s*\\{|${SESSION_COOKIE.source}`),
    message:
      'This is a session as JavaScript prints it, req.session or a record of a store, not a cookie: the browser never gets it. ' +
      'To see what the browser has, copy its Cookie header or the Set-Cookie line of an answer.',
  },
  {
    what: 'warning',
    is: /MemoryStore is not\s+designed|express-session deprecated|\bDeprecationWarning:/,
    message: 'This is a warning, not a cookie. To see what it means, give these words to the command explain.',
  },
  {
    what: 'browser-message',
    is: /\bcookie\b[^]{0,400}?\b(?:has been rejected|will be (?:soon )?(?:rejected|blocked)|was rejected|(?:was|is|been) (?:blocked|ignored))\b|does not have a proper "SameSite"|misusing the (?:recommended )?"SameSite"|specifying its SameSite attribute|attempt to set a cookie via a Set-Cookie header was blocked|this set-cookie (?:header )?(?:was|had|didn)|skipped cookie with|oversized cookie|\bcookie '[^'\n]{0,200}' dropped|associated with a cross-site resource|\bcookie\b[^]{0,400}\bhas been blocked/i,
    message: '',
  },
  {
    what: 'error-message',
    is: /^[ \t]*(?:Uncaught )?(?:\w+Error|Error|UnhandledPromiseRejectionWarning)(?: \[\w+\])?:|^[ \t]*at .*(?:\.[cm]?[jt]s|\bnode:[\w/]+):\d+:\d+\)?$|secret option required for sessions|blocked by CORS policy/m,
    message: 'This is an error message, not a cookie. To see what it means, give these words to the command explain.',
  },
  {
    what: 'store-key',
    is: (text) => text.split('\n').every((line) => STORE_KEY.test(line.trim())),
    message: KEY + IS_SENT,
  },
  {
    what: 'bare-id',
    is: /^(?:(?:req\.)?[sS]ession[ ._]?(?:id|ID|Id)(?:\s*[:=])?\s*)?["']?(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{32}["']?$|^(?:(?:req\.)?[sS]ession[ ._]?(?:id|ID|Id)(?:\s*[:=])?\s*)?["']?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}["']?$/,
    message:
      'This has the shape of a session id, and an id alone is not a cookie: without its signature express-session ignores it. ' +
      IS_SENT,
  },
  {
    what: 'placeholder',
    is: /^(?:(?:(?:set-)?cookies?|req\.\w+)(?:\s*[:=])?\s*|[\w.$[\]'"-]{1,80}\s{0,9}:\s{0,9})?["']?(?:undefined|null|NaN|\[object Object\]|\[object Promise\]|Promise \{ <pending> \})["']?$/i,
    message:
      'This is what JavaScript writes where a value is missing or is an object, not a cookie. ' +
      'See which variable was put into the text, and print that one by itself.',
  },
  {
    what: 'placeholder',
    is: /^\[Object: null prototype\] \{[^{}]*\}$|^\{\s*(?:[\w'".-]+\s*:\s*false\s*(?:,\s*|(?=\})))*\}$/,
    message:
      'This is req.cookies or req.signedCookies as it is printed, without a value of a cookie in it: false stands where ' +
      'cookie-parser found a signature wrong. See whether cookie-parser has the secret that the cookie was signed with.',
  },
  {
    what: 'no-set-cookie',
    is: /^(?:[<*] ?)?HTTP\/\d(?:\.\d)? \d{3}/m,
    message:
      'This answer sets no cookie. express-session sends none if nothing was put into the session and saveUninitialized is false, ' +
      'where cookie.secure is true and the request did not come over https, and where the browser has the cookie already: ' +
      'run it with DEBUG=express-session to see which.',
  },
]

/**
 * Says what a text is that holds no cookie.
 * @param text cleaned of what mail and word processors do
 * @returns null where it is nothing known
 */
export function notACookieIn(text: string): NotACookie | null {
  const debug = readDebugLines(text)
  if (debug !== null) return { what: 'debug-output', message: debug }
  const sign = SIGNS.find(({ is }) => (typeof is === 'function' ? is(text) : is.test(text)))
  if (!sign) return null
  return { what: sign.what, message: sign.what === 'browser-message' ? rejectionIn(text) : sign.message }
}

/** Why browsers refuse cookies, by the words in which they say it. */
const REJECTIONS: readonly (readonly [RegExp, string])[] = [
  [
    /SameSite=None[^]*Secure|Secure[^]*SameSite=None|[“"]SameSite[”"]? (?:attribute )?(?:set to|is) [“"]?None[^]*Secure/i,
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

function rejectionIn(text: string): string {
  const why = REJECTIONS.find(([words]) => words.test(text))?.[1]
  return `This is a browser's message that it refused a cookie, not a cookie. ${why ?? 'Paste the Set-Cookie line in question to see which rule it breaks.'}`
}
