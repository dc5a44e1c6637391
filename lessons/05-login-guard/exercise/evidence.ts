import type { Evidence } from '../../../src/exercise/index.ts'
import type { Run, Seen } from '../../../src/lesson/index.ts'

type Code = Evidence['code']

export const succeeded = ({ status }: Seen): boolean => status >= 200 && status < 300

/** Whether an answer brings the letters, however many are left. */
export const hasLetters = (seen: Seen): boolean => succeeded(seen) && Array.isArray(seen.json['letters'])

/**
 * Whether somebody got no letters, and not because something broke: another status than 401 will do, and so will an answer
 * that broke off, because the first check asks for the status.
 */
export const isRefused = (seen: Seen): boolean =>
  !hasLetters(seen) && seen.status < 500 && (seen.failure === null || seen.failure.kind === 'cut')

/** Whether even a stranger gets the letters. Then nothing can be said of those who should not. */
export const isOpen = (run: Run): boolean => hasLetters(run.exchange('a stranger wants the letters'))

/** Whether an exchange ended a session: the one that came with it, or a new one. */
export const destroys = ({ store }: Seen): boolean => store.some(({ op }) => op === 'destroy')

/** The id under which an exchange stored its session last, or undefined. */
export const storedAs = ({ store }: Seen): string | undefined => store.findLast(({ op }) => op === 'set')?.id

/** Whether an exchange stored a session that it had destroyed before. */
export const revives = (seen: Seen): boolean =>
  seen.store.some(({ op, id }) => op === 'destroy' && id === storedAs(seen))

/** What the session of an exchange says of its user, as JSON: all of it but the cookie and the count of visits. */
export function userIn({ session }: Seen): string {
  const { cookie: _cookie, visits: _visits, ...rest } = session ?? {}
  return JSON.stringify(rest)
}

export const isNobody = (seen: Seen): boolean => userIn(seen) === '{}'

/** The error that an exchange ran into, as the end of a sentence without its full stop; nothing if there was none. */
export function becauseOf({ errors }: Seen): string {
  const [first = ''] = errors[0]?.split('\n') ?? []
  return first === '' ? '' : `, because of this error: ${first.replace(/\.$/, '')}`
}

/** The line of a pattern in the route with this path, as far as one can tell: before the next word `app.` */
export const lineIn = (code: Code, path: string, pattern: RegExp): number | null =>
  code.line(new RegExp(`(?<=['"\`]${path}['"\`](?:(?!\\bapp\\.)[^])*)(?:${pattern.source})`))

/** The line of a route's path. */
export const lineOfRoute = (code: Code, method: string, path: string): number | null =>
  code.line(new RegExp(`\\.${method}\\(\\s*['"\`]${path}['"\`]`))

/** Where req.session itself gets another value. */
export const REPLACED = /\breq\.session\s*=(?!=)/

/** The line in which the login says who it is; a function of its own may do that. */
export const lineOfUserID = (code: Code): number | null => lineIn(code, '/login', SETS_USER) ?? code.line(SETS_USER)

const SETS_USER = /\.(?:userID|userId|user)\s*=(?!=)/

/** The line of regenerate() in the login, or of the first one. */
export const lineOfRegenerate = (code: Code): number | null =>
  lineIn(code, '/login', /\bregenerate\b/) ?? code.line(/\bregenerate\b/)

/** The line where the guard decides, or where it begins. */
export const lineOfGuard = (code: Code): number | null =>
  code.line(/(?<=\brequireLogin\s*[=(](?:(?!\bapp\.)[^])*)\bif\s*\(/) ?? code.line(/\brequireLogin\s*[=(]/)

/** The line where a guard is put before everything, or before all letters, with app.use(). */
export const lineOfUse = (code: Code): number | null =>
  code.line(/\.use\(\s*(?:['"`]\/(?:letters)?['"`]\s*,\s*)?\w*(?:login|auth|guard|valid)\w*\s*\)/i)

/** The line where the guard is called with all that it wants, as in `requireLogin(req, res, next)`. */
export const lineOfGuardCall = (code: Code): number | null =>
  code.line(/(?<=\n\s*(?:await\s+|return\s+)?)\b\w+\(\s*_?req\w*\s*,\s*_?res\w*\s*,[^\n]*\)(?!\s*\{)/)
