import { nearest } from './nearest.ts'

/** The options that express-session 1.19 reads (index.js `session`), and its undocumented `key`. */
export const SESSION_OPTIONS: readonly string[] =
  'secret name key genid resave saveUninitialized rolling proxy unset store cookie'.split(' ')

/** The options of `cookie` that come to the browser (session/cookie.js `data`), and `maxAge`, of which `expires` is made. */
export const COOKIE_OPTIONS: readonly string[] =
  'maxAge expires domain path httpOnly secure sameSite partitioned priority'.split(' ')

/** All of them, those of `cookie` as in `cookie.maxAge`. */
export const OPTION_NAMES: readonly string[] = [...SESSION_OPTIONS, ...COOKIE_OPTIONS.map((name) => `cookie.${name}`)]

/** What can be typed for an option that is a yes or a no. */
export const YES_OR_NO = 'true or false'

/**
 * What can be typed for an option, in words. Those that are not here cannot be typed: a store is an object with methods, and `cookie` has
 * options of its own.
 */
export const TYPED_VALUES: ReadonlyMap<string, string> = new Map([
  ['secret', 'a text, or several: ["new","old"]'],
  ['name', 'a text: sid'],
  ['key', 'a text: another word for name'],
  ['genid', 'a function, by the name it has in the lesson'],
  ['resave', YES_OR_NO],
  ['saveUninitialized', YES_OR_NO],
  ['rolling', YES_OR_NO],
  ['proxy', YES_OR_NO],
  ['unset', 'keep or destroy'],
  ['cookie.maxAge', 'milliseconds: 5000'],
  ['cookie.expires', 'a date, by the name it has in the lesson'],
  ['cookie.domain', 'a text: example.com'],
  ['cookie.path', 'a text: /shop'],
  ['cookie.httpOnly', YES_OR_NO],
  ['cookie.secure', 'true, false or auto'],
  ['cookie.sameSite', 'lax, strict or none; true or false'],
  ['cookie.partitioned', YES_OR_NO],
  ['cookie.priority', 'low, medium or high'],
])

/** The options whose value can be typed. */
export const TYPED_OPTIONS: readonly string[] = [...TYPED_VALUES.keys()]

/**
 * The option that was probably meant by a name that express-session does not read.
 * @param typed as it was written; one of `cookie` as in `cookie.maxage`
 * @returns its name, as in {@link OPTION_NAMES}; undefined where none is close
 */
export function meantOption(typed: string): string | undefined {
  const isOfCookie = typed.startsWith('cookie.')
  const leaf = isOfCookie ? typed.slice('cookie.'.length) : typed
  const own = isOfCookie ? COOKIE_OPTIONS : SESSION_OPTIONS
  const other = isOfCookie ? SESSION_OPTIONS : COOKIE_OPTIONS
  const named = same(leaf, own) ?? same(leaf, other) ?? OTHER_WORDS.get(plain(leaf))
  const found = named ?? nearest(leaf, own) ?? nearest(leaf, other)
  return found !== undefined && COOKIE_OPTIONS.includes(found) ? `cookie.${found}` : found
}

/** Of the names one that is written with other capitals, or with hyphens: `Max-Age`. */
const same = (typed: string, names: readonly string[]): string | undefined =>
  names.find((name) => plain(name) === plain(typed))

const plain = (name: string): string => name.replaceAll(/[-_]/g, '').toLowerCase()

/** What other packages and people call them; `keys` is that of cookie-session. A map, because every object has a `constructor`. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['keys', 'secret'],
  ['secrets', 'secret'],
  ['secretkey', 'secret'],
  ['sessionsecret', 'secret'],
  ['password', 'secret'],
  ['cookiename', 'name'],
  ['sid', 'name'],
  ['generateid', 'genid'],
  ['idgenerator', 'genid'],
  ['sliding', 'rolling'],
  ['refresh', 'rolling'],
  ['trustproxy', 'proxy'],
  ['ttl', 'maxAge'],
  ['age', 'maxAge'],
  ['expire', 'maxAge'],
  ['expiry', 'maxAge'],
  ['expiresin', 'maxAge'],
  ['expiration', 'maxAge'],
  ['lifetime', 'maxAge'],
  ['duration', 'maxAge'],
  ['timeout', 'maxAge'],
])
