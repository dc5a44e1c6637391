import { OPTION_NAMES, type Evidence } from '../../../../src/exercise/index.ts'
import { readOptions, type Option } from './options.ts'

/** Where things stand in a learner's file. */

type Code = Evidence['code']

const MAX_AGE = /\bmaxAge\b/
/** Where a session is given an end by itself. */
const SET_END = String.raw`\.cookie\.(?:maxAge|expires)\s*=(?!=)`
/** Where the cookie of a session is replaced. */
export const REPLACED_COOKIE = /\.session\.cookie\s*=(?!=)/
/** Where `req.session` is replaced. */
export const REPLACED = /\breq\.session\s*=(?!=)(?!\s*null\b)/
/** Where `req.session` is taken away. */
export const REMOVED = /\breq\.session\s*=\s*null\b|\bdelete\s+req\.session\b(?![.[])|\bsession\.destroy\(/
export const OWN_STORE = /\bclass\s+\w+\s+extends\s+(?:\w+\.)?\w*Store\b/
/** A cookie that the app sets by itself. */
export const OWN_COOKIE = /\bSet-Cookie\b|\bres\.cookie\(/i

/** An option of the cookie, wherever its options stand. */
export const cookieOption = (code: Code, name: string): Option | undefined =>
  readOptions(code).cookie.find((option) => option.name === name)

/** An option of session() itself. */
export const sessionOption = (code: Code, name: string): Option | undefined =>
  readOptions(code).session.find((option) => option.name === name)

/** The line of the maxAge that counts; null if that cannot be told, because there are several. */
export function maxAgeIn(code: Code): number | null {
  const option = cookieOption(code, 'maxAge')
  const isSet = code.has(/\.maxAge\s*=(?!=)/)
  if (option) return isSet ? null : option.line
  return code.has(/\bmaxAge\b[^]*\bmaxAge\b/) ? null : code.line(MAX_AGE)
}

/** The line in which a session gets an end by itself, if that is not in the handler of the login. */
export const endSetIn = (code: Code): number | null =>
  code.has(new RegExp(String.raw`\.post\((?:(?!\n\w)[^])*?${SET_END}`)) ? null : code.line(new RegExp(SET_END))

/** The line of maxAge where it stands beside the cookie's braces and not in them. */
export const strayMaxAgeIn = (code: Code): number | null =>
  cookieOption(code, 'maxAge') ? null : (sessionOption(code, 'maxAge')?.line ?? null)

/** The line of `rolling: true` in an object that session() is not given. */
export function unusedRollingIn(code: Code): number | null {
  const { session } = readOptions(code)
  return session.length === 0 || session.some(({ name }) => name === 'rolling' || name === '')
    ? null
    : code.line(/\brolling\s*:\s*true\b/)
}

/** An option of session() that is nearly rolling, or undefined. */
export const misspeltRolling = (code: Code): Option | undefined =>
  readOptions(code).session.find(
    ({ name }) => name !== 'rolling' && /^(?:roll?(?:ings?)?|slid\w*|refresh\w*)$/i.test(name),
  )

/** An option that is not known. */
interface UnknownOption extends Option {
  readonly of: 'session' | 'cookie'
}

/** The first option that express-session does not know (1.19.0, index.js `session` and session/cookie.js), or undefined. */
export function unknownOption(code: Code): UnknownOption | undefined {
  const { session, cookie } = readOptions(code)
  const ofSession = session.find(({ name }) => name !== '' && !SESSION_OPTIONS.has(name))
  const ofCookie = cookie.find(({ name }) => name !== '' && !COOKIE_OPTIONS.has(`cookie.${name}`))
  return ofSession ? { ...ofSession, of: 'session' } : ofCookie && { ...ofCookie, of: 'cookie' }
}

// maxAge and rolling are known to neither in the other's place, and have mistakes of their own.
const SESSION_OPTIONS: ReadonlySet<string> = new Set([...OPTION_NAMES.filter((name) => !name.includes('.')), 'maxAge'])
const COOKIE_OPTIONS: ReadonlySet<string> = new Set(['cookie.originalMaxAge', 'cookie.rolling', ...OPTION_NAMES])

/** Whether a name means maxAge. */
export const isMisspelt = (name: string): boolean => /^max[-_]?age$/i.test(name)

/** Whether an option is a function: one that is written down there, or one of the file. */
export const isFunction = (code: Code, { name, value }: Option): boolean =>
  /^(?:async\s*)?(?:function\b|\([^)]*\)\s*=>|\w+\s*=>)/.test(value) ||
  new RegExp(`^(?:async\\s+)?${name}\\s*\\(`).test(value) ||
  (/^\w+$/.test(value) && code.has(new RegExp(`\\bfunction\\s+${value}\\b|\\b${value}\\s*=[^\\n]*=>`)))

/** The line of an expires that stands behind a maxAge, whose place it takes (express-session session/cookie.js). */
export function expiresLastIn(code: Code): number | null {
  const last = readOptions(code).cookie.findLast(({ name }) => name === 'maxAge' || name === 'expires')
  return last?.name === 'expires' && cookieOption(code, 'maxAge') ? last.line : null
}

/** The line of a maxAge that says nothing. */
export function emptyMaxAgeIn(code: Code): number | null {
  const maxAge = cookieOption(code, 'maxAge')
  return maxAge && /^(?:null|undefined|false)$/.test(maxAge.value) ? maxAge.line : null
}

/** The line of the option cookie where it is an async function. */
export function asyncCookieIn(code: Code): number | null {
  const cookie = sessionOption(code, 'cookie')
  return cookie && /^async\b/.test(cookie.value) && isFunction(code, cookie) ? cookie.line : null
}

/** The line of a date that is worked out once, when the file starts, and of maxAge and expires the last, which counts. */
export function fixedDateIn(code: Code): number | null {
  const cookie = sessionOption(code, 'cookie')
  const end = readOptions(code).cookie.findLast(({ name }) => name === 'maxAge' || name === 'expires')
  if (end === undefined || (cookie && isFunction(code, cookie))) return null
  const isDate =
    /^new\s+Date\b(?![^]*\.(?:getTime|valueOf|to\w+)\()/.test(end.value) ||
    (/^\w+$/.test(end.value) &&
      code.has(new RegExp(`\\b${end.value}\\s*=\\s*new\\s+Date\\b(?![^\\n]*\\.(?:getTime|valueOf|to\\w+)\\()`)))
  return isDate ? end.line : null
}

/** The line of an expires that is a number. */
export function numberIn(code: Code): number | null {
  const option = cookieOption(code, 'expires')
  return option && /^(?:\d|Date\.now\(\)|new\s+Date\b[^]*\.(?:getTime|valueOf)\()/.test(option.value)
    ? option.line
    : null
}
