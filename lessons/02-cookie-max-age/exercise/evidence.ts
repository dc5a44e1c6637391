import type { Evidence } from '../../../src/exercise/index.ts'

/** What tells one mistake from another: questions about what happened, and where things stand in the code. */

type Run = Evidence['run']
type Seen = ReturnType<Run['exchange']>
type Code = Evidence['code']

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** The exchanges of the exercise. @throws LessonError if one did not happen */
export const login = (run: Run): Seen => run.exchange('login')
export const minuteNine = (run: Run): Seen => run.exchange('minute 9')
export const minuteEighteen = (run: Run): Seen => run.exchange('minute 18 by hand')
export const tooLate = (run: Run): Seen => run.exchange('a second after minute 28')
export const tooLateByHand = (run: Run): Seen => run.exchange('a second after minute 28 by hand')

/** Whether the app knew who asked. */
export const isAda = ({ json }: Seen): boolean => json['user'] === 'ada'

/** How long the cookie of an answer lasts, in milliseconds; undefined without an Expires. */
export const lifetime = ({ set, at }: Seen): number | undefined => set?.expires && set.expires.getTime() - at

/** Whether the cookie of an answer lasts ten minutes. Expires has whole seconds. */
export const isTenMinutes = (seen: Seen): boolean => Math.abs((lifetime(seen) ?? Number.NaN) - 10 * MINUTE) <= SECOND

/** The session cookie that Ada's browser was given last, as a header to be sent whatever its end. */
export function herCookie({ exchanges }: Run): Readonly<Record<string, string>> {
  const last = exchanges.findLast(({ browser, set }) => browser !== null && set?.id !== undefined)
  return last ? { Cookie: last.cookieHeader() } : {}
}

/** The maxAge of the session as the store got it, in milliseconds; undefined where it has none. */
export function givenMaxAge({ session }: Seen): number | undefined {
  const { originalMaxAge } = Object(session?.['cookie'])
  return typeof originalMaxAge === 'number' ? originalMaxAge : undefined
}

/** Whether the store was told of a visit. */
export const wasTold = ({ store }: Seen): boolean => store.some(({ op }) => op === 'touch' || op === 'set')

/** Whether a visit found its session, and its answer had no cookie for the browser. */
export const isKeptFromBrowser = ({ traced, set }: Seen): boolean => traced('session found') && set === undefined

/** Whether an answer has a session cookie without an end. */
export const isEndless = ({ set }: Seen): boolean => set !== undefined && set.expires === undefined

/** Whether the visit after nine minutes called touch(), and the session was gone at minute 18 all the same. */
export const touchedInVain = (run: Run): boolean =>
  minuteNine(run).ops.includes('touch') && minuteEighteen(run).traced('no session found')

/** Whether a request was the end of the process, or never answered. */
export const isTheEnd = ({ failure }: Seen): boolean => failure?.kind === 'crash' || failure?.kind === 'hang'

/** Whether the file was brought down by cookie options of which no cookie could be made (express-session `Cookie`). */
export const isBroughtDown = ({ failure }: Seen): boolean =>
  failure?.kind === 'crash' && /originalMaxAge|maxAge must be/.test(failure.message)

/** A time in words, as in `10 hours` or `0.6 seconds`. @param milliseconds which may be negative */
export function inWords(milliseconds: number): string {
  const [size, name] = UNITS.find(([unit]) => Math.abs(milliseconds) >= unit) ?? [SECOND, 'second']
  const count = Math.abs(milliseconds) / size
  const rounded = Number(count.toFixed(count < 1 ? 3 : 1))
  return `${rounded} ${name}${rounded === 1 ? '' : 's'}`
}

/** When something ends, in words. @param milliseconds from now; negative if that is over */
export const fromNow = (milliseconds: number): string =>
  milliseconds < 0 ? `ended ${inWords(milliseconds)} ago` : `ends in ${inWords(milliseconds)}`

const UNITS = [
  [24 * HOUR, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
] as const

export const MAX_AGE = /\bmaxAge\b/
export const MISSPELT_MAX_AGE = /\b([mM]ax[-_]?[aA]ge)(?<!\bmaxAge)['"]?\s*:/
/** A maxAge that is text. */
export const TEXT_MAX_AGE = /\bmaxAge\s*:\s*(?:['"`]|process\.env)/
export const EXPIRES = /\bexpires\s*:/
export const MISSPELT_ROLLING = /\b([rR]oll?(?:ings?)?|slid\w*)(?<!\brolling)['"]?\s*:/
export const OWN_STORE = /\bclass\s+\w+\s+extends\s+(?:\w+\.)?\w*Store\b/

const SET_END = String.raw`\.cookie\.(?:maxAge|expires)\s*=(?!=)`

/** The line in which a session gets an end by itself, if that is not in the handler of the login. */
export const endSetIn = (code: Code): number | null =>
  code.has(new RegExp(String.raw`\.post\((?:(?!\n\w)[^])*?${SET_END}`)) ? null : code.line(new RegExp(SET_END))

/** The options in the cookie's braces, or undefined. */
const cookieOptions = (code: Code): string | undefined => code.word(/\bcookie\s*:\s*\{([^{}]*)\}/)

/** The line of maxAge where it stands beside the cookie's braces and not in them. */
export const strayMaxAgeIn = (code: Code): number | null =>
  MAX_AGE.test(cookieOptions(code) ?? '') ? null : code.line(/\bmaxAge\s*:/)

/** The line of rolling where it stands in the cookie's braces. */
export const strayRollingIn = (code: Code): number | null =>
  /\brolling\b/.test(cookieOptions(code) ?? '') ? code.line(/\brolling\b/) : null

/**
 * The line of a date that is worked out once, when the file starts: among the options in the cookie's braces, where no
 * maxAge stands behind it, because of the two the last one counts.
 */
export const fixedDateIn = (code: Code): number | null =>
  /\bexpires\s*:(?!.*\bmaxAge\b)|\bmaxAge\s*:\s*new Date\b/s.test(cookieOptions(code) ?? '')
    ? (code.line(EXPIRES) ?? code.line(MAX_AGE))
    : null

/** The line in which session() is called. */
export const calledIn = (code: Code): number | null => code.line(/(?<![.\w])\w*session\w*\s*\(\s*(?:\{|\w+\s*\))/i)
