import type { NotACookie } from '../anything.ts'
import { isBrowserMessage, rejectionIn } from './browser-messages.ts'
import { readDebugLines } from './debug-lines.ts'
import { holdsNoCookie, isEmptyText, isPrintedNothing, isToFillIn } from './placeholder.ts'
import { areStoreKeys } from './store-keys.ts'

/** What a text is that holds no cookie, told from its form. */
interface Sign {
  readonly what: NotACookie['what']
  readonly is: RegExp | ((text: string) => boolean)
  readonly message: string
}

/** What express-session keeps in `session.cookie`, in any spelling: no cookie has that in it, and every session does. */
const SESSION_COOKIE = /\bcookie\\?["']{0,2}\s*:\s*(?:\{|Cookie\s*\{)[^{}]*\b(?:originalMaxAge|_expires|httpOnly)\b/

/** Rows of SQL, documents of MongoDB, and what their programs print: an id, and a session in JSON. */
const ROWS: readonly RegExp[] = [
  /^[ \t(|│]{0,80}["']?[\w:-]{8,256}["']?[ \t]{0,80}[|,\t│].*\bcookie\\?["']{0,2}\s{0,9}:\s{0,9}\{/m,
  /\b(?:insert|replace)\s+into\b[^]{0,400}?\bcookie\\?["']{0,2}\s{0,9}:\s{0,9}\{/i,
  /^\s*\{\s*["']?_id["']?\s*:[^]*\boriginalMaxAge\b/,
  /^[ \t]{0,80}(?:session_?id|sid|_?id)[ \t]{0,9}[:=|][^]{0,800}\bcookie\\?["']{0,2}\s{0,9}:\s{0,9}\{/im,
  /["']?\b(?:sid|session_?id|id)["']?\s{0,9}:\s{0,9}(?:\{\s{0,9}"S"\s{0,9}:\s{0,9})?["'][\w:-]{20,256}["'][^]{0,800}\bcookie\\?["']{0,2}\s{0,9}:\s{0,9}\{/i,
]

/** An id as express-session makes it, or a UUID. */
const ID =
  '["\']?(?:(?=[\\w-]*[a-z])(?=[\\w-]*[A-Z])(?=[\\w-]*\\d)[\\w-]{32}|[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12})["\']?'

/** Words that say that an id is that of a session, in some languages. */
const SESSION_WORDS = String.raw`(?:req\.)?[\p{L}\w]{0,20}(?:[sS]ess|[sS]es[ií]|[sS][ée]ance|[sS]itzung|\u30bb\u30c3\u30b7\u30e7\u30f3|\u4f1a\u8bdd|\bsid)`

/** The same, with or without such words in front. */
const LABELLED_ID = new RegExp(
  `^(?:[\\p{L}\\w ]{1,24}: )?(?:(?:req\\.)?[sS]ession[ ._]?(?:id|ID|Id)\\s{0,9}=\\s{0,9}|${SESSION_WORDS}[\\p{L}\\w.' -]{0,24}(?:\\s{0,9}(?::|=>|->|\\u2192|\\uff1a)|\\s{1,9}=)?\\s{0,9})?${ID}$`,
  'u',
)

/** Whether each line is an id. */
const areIds = (text: string): boolean => text.split('\n').every((line) => LABELLED_ID.test(line.trim()))

const ROW =
  'This is a row of a session store, not a cookie: an id, the session that is kept under it, and when it ends. '
const KEY = 'This is the key under which a store keeps a session, not a cookie: the id follows the prefix. '
const IS_SENT =
  'The cookie holds the id and a signature, s:<id>.<signature>: copy it from the browser or from Set-Cookie.'

/** The first line of an HTTP answer, and one that sets a cookie, with the marks of curl and of PowerShell or without. */
const ANSWER = /^(?:[<*] ?|RawContent\s{1,20}: )?HTTP\/\d(?:\.\d)? \d{3}/m
const SETS_COOKIE = /^[ \t]*(?:[<*] ?)?set-cookie[ \t]*:[ \t]*[^\s=;]+=/im

/** In the order in which they are tried, what tells more first. */
const SIGNS: readonly Sign[] = [
  {
    what: 'store-row',
    is: (text) => ROWS.some((row) => row.test(text)),
    message: ROW + IS_SENT,
  },
  {
    what: 'session',
    is: new RegExp(`^\\s*Session\\s*\\{|^[^{}\\n]{0,80}\\{[^{}]*\\boriginalMaxAge\\b|${SESSION_COOKIE.source}`),
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
    is: isBrowserMessage,
    message: '',
  },
  {
    what: 'error-message',
    is: /^[ \t]*(?:Uncaught )?(?:\(in promise\) )?(?:\(node:\d+\) )?(?:(?:\w{1,40}\.){0,4}\w*Error|UnhandledPromiseRejection(?:Warning)?)(?: \[\w+\])?:|^[ \t]*at .*(?:\.[cm]?[jt]s|\bnode:[\w/]+):\d+:\d+\)?$|secret option required for sessions|blocked by CORS policy|\bCross-Origin\b[^]{0,200}\bCORS\b|Unhandled error event|^[ \t]*error: .*(?:does not exist|duplicate key value)/m,
    message: 'This is an error message, not a cookie. To see what it means, give these words to the command explain.',
  },
  {
    what: 'store-key',
    is: areStoreKeys,
    message: KEY + IS_SENT,
  },
  {
    what: 'bare-id',
    is: areIds,
    message:
      'This has the shape of a session id, and an id alone is not a cookie: without its signature express-session ignores it. ' +
      IS_SENT,
  },
  {
    what: 'placeholder',
    is: isPrintedNothing,
    message:
      'This is what JavaScript writes where a value is missing or is an object, not a cookie. ' +
      'See which variable was put into the text, and print that one by itself.',
  },
  {
    what: 'placeholder',
    is: holdsNoCookie,
    message:
      'This is req.cookies or req.signedCookies as it is printed, without a value of a cookie in it: false stands where ' +
      'cookie-parser found a signature wrong. See whether cookie-parser has the secret that the cookie was signed with.',
  },
  {
    what: 'placeholder',
    is: isEmptyText,
    message:
      'This is an empty text as JavaScript prints it, not a cookie. document.cookie leaves out every cookie with HttpOnly, which ' +
      'those of express-session have: copy the Cookie header of a request.',
  },
  {
    what: 'placeholder',
    is: (text) => isToFillIn(text.replace(/^(?:set-)?cookie:\s{0,9}/i, '')),
    message:
      'This stands for a value of your own, as in documentation, not a cookie. ' +
      'Put in the value of your cookie, from the browser or from Set-Cookie.',
  },
  {
    what: 'no-set-cookie',
    is: ANSWER,
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
  // Whatever else is said there, a cookie came with it.
  if (ANSWER.test(text) && SETS_COOKIE.test(text)) return null
  const debug = readDebugLines(text)
  if (debug !== null) return { what: 'debug-output', message: debug }
  const sign = SIGNS.find(({ is }) => (typeof is === 'function' ? is(text) : is.test(text)))
  if (!sign) return null
  return { what: sign.what, message: sign.what === 'browser-message' ? rejectionIn(text) : sign.message }
}
