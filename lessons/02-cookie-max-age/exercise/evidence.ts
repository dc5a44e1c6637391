import type { Evidence } from '../../../src/exercise/index.ts'

/** What tells one mistake from another: what happened, as a run shows it. What stands where is in places.ts. */

type Run = Evidence['run']
type Seen = ReturnType<Run['exchange']>

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

/** Whether an answer does not say in JSON who asked. */
export const isMute = ({ status, json }: Seen): boolean => status >= 200 && status < 300 && json['user'] === undefined

/** The body of an answer, or its beginning. */
export const bodyOf = ({ response: { body } }: Seen): string => {
  const text = body.length > 40 ? `${body.slice(0, 40)}...` : body
  return body.startsWith('{') ? text : JSON.stringify(text)
}

/** How long the cookie of an answer lasts, in milliseconds; undefined without an Expires, which has whole seconds. */
export const lifetime = ({ set, at }: Seen): number | undefined =>
  set?.expires && Math.ceil((set.expires.getTime() - at) / SECOND) * SECOND

/** Whether the cookie of an answer lasts ten minutes. */
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

/** Whether a visit took `req.session` away before the answer (express-session index.js `end`). */
export const isGone = ({ trace }: Seen): boolean => trace.includes('no session')

/** Whether a visit found its session, and its answer had no cookie for the browser, though nothing went wrong. */
export const isKeptFromBrowser = (seen: Seen): boolean =>
  seen.traced('session found') && seen.set === undefined && seen.status < 400 && !isGone(seen)

/** Whether an answer has a session cookie without an end. */
export const isEndless = ({ set }: Seen): boolean => set !== undefined && set.expires === undefined

/** Whether the session cookie is for some addresses only, or for another site. */
export const isElsewhere = ({ set }: Seen): boolean =>
  set !== undefined && (/;\s*Domain=/i.test(set.line) || !/;\s*Path=\/(?:;|$)/i.test(set.line))

/** Whether express-session could make no cookie, and said this of it. */
export const isUnwritable = ({ set, errors }: Seen, said: RegExp): boolean =>
  set === undefined && errors.some((error) => said.test(error))

/** Whether an error of the app says this. */
export const failedWith = ({ errors }: Seen, said: string): boolean => errors.some((error) => error.includes(said))

/** Whether the visit after nine minutes called touch(), and the session was gone at minute 18 all the same. */
export const touchedInVain = (run: Run): boolean =>
  minuteNine(run).ops.includes('touch') && minuteEighteen(run).traced('no session found')

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
