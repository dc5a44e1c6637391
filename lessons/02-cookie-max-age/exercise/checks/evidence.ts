import type { Run, Seen } from '../../../../src/exercise/index.ts'
import { HOUR, MINUTE, SECOND, login, minuteEighteen, minuteNine } from './scenes.ts'

/** What tells one mistake from another: what happened, as a run shows it. What stands where is in places.ts. */

/** Whether the app knew who asked. */
export const isAda = ({ json }: Seen): boolean => json['user'] === 'ada'

/** Whether an answer does not say in JSON who asked. */
export const isMute = ({ status, json }: Seen): boolean => status >= 200 && status < 300 && json['user'] === undefined

/** The body of an answer, or its beginning. */
export const bodyOf = ({ response: { body } }: Seen): string => {
  const text = body.length > 40 ? `${body.slice(0, 40)}...` : body
  return body.startsWith('{') ? text : JSON.stringify(text)
}

/**
 * How long the cookie of an answer lasts, in milliseconds; undefined if it has no end. Max-Age comes before Expires (RFC
 * 6265bis section 5.7). Both have whole seconds.
 */
export function lifetime({ set, at }: Seen): number | undefined {
  if (/^-?\d+$/.test(set?.maxAge ?? '')) return Number(set?.maxAge) * SECOND
  return set?.expires && Math.ceil((set.expires.getTime() - at) / SECOND) * SECOND
}

/** Whether the cookie of an answer lasts ten minutes. */
export const isTenMinutes = (seen: Seen): boolean => Math.abs((lifetime(seen) ?? Number.NaN) - 10 * MINUTE) <= SECOND

/** The maxAge of the session as the store got it, in milliseconds; undefined where it has none. */
export function givenMaxAge({ session }: Seen): number | undefined {
  const { originalMaxAge } = Object(session?.['cookie'])
  return typeof originalMaxAge === 'number' ? originalMaxAge : undefined
}

/** Whether the store was told of a visit. */
export const wasTold = ({ store }: Seen): boolean => store.some(({ op }) => op === 'touch' || op === 'set')

/** Whether a visit took `req.session` away before the answer (express-session index.js `end`). */
export const isGone = ({ trace }: Seen): boolean => trace.includes('no session')

/** Whether a request was answered, and not with an error. */
const isAnswered = ({ status, failure }: Seen): boolean => status > 0 && status < 400 && failure === null

/** Whether a request was answered, be it with a refusal, and nothing went wrong. */
export const wentWell = ({ status, failure }: Seen): boolean => status > 0 && status < 500 && failure === null

/** Whether session() handled a request: it says so of each one, except where it hands on at once. */
export const ran = ({ trace }: Seen): boolean => trace.length > 0

/** Whether session() did not handle a request. Of one without an answer, or without a route, nothing is known. */
export const missed = (seen: Seen): boolean =>
  !ran(seen) && seen.failure === null && seen.status !== 404 && !lacksOptions(seen)

/** Whether the function that is to give the options of the cookie gave none (express-session index.js `session`). */
export const lacksOptions = (seen: Seen): boolean => failedWith(seen, "undefined (reading 'path')")

/** Whether the only thing that went wrong, if anything did, is that there was no `req.session`. */
export const onlyLacksSession = ({ errors }: Seen): boolean => errors.every((error) => error.includes('of undefined'))

/** Whether a visit found its session, and its answer had no cookie for the browser, though nothing went wrong. */
export const isKeptFromBrowser = (seen: Seen): boolean =>
  seen.traced('session found') && seen.set === undefined && seen.status < 400 && !isGone(seen)

/** Whether an answer has a session cookie without an end. */
export const isEndless = (seen: Seen): boolean => seen.set !== undefined && lifetime(seen) === undefined

/** What an attribute of the session cookie says, the last one of that name; undefined without it. */
export function attributeOf({ set }: Seen, name: string): string | undefined {
  const found = [...(set?.line ?? '').matchAll(new RegExp(`;\\s*${name}\\s*(?:=([^;]*))?(?=;|$)`, 'gi'))].at(-1)
  return found && (found[1] ?? '').trim()
}

/** Whether express-session could make no cookie, and said this of it. */
export const isUnwritable = ({ set, errors }: Seen, said: RegExp): boolean =>
  set === undefined && errors.some((error) => said.test(error))

/** Whether an error of the app says this. */
export const failedWith = ({ errors }: Seen, said: string): boolean => errors.some((error) => error.includes(said))

/** When a session of a store ends, in milliseconds since 1970; Infinity if it does not. */
const endOf = (session: Seen['session']): number => {
  const end = Date.parse(String(Object(session?.['cookie']).expires))
  return Number.isNaN(end) ? Infinity : end
}

/** Whether a session is there and ends later than an exchange began. */
const isKeptUntil = (session: Seen['session'], { at }: Seen): boolean => session !== null && endOf(session) > at

/** Whether the visit after nine minutes called touch(), and the session was gone at minute 18 all the same. */
export const touchedInVain = (run: Run): boolean =>
  run.at(minuteEighteen).traced('no session found') &&
  run.at(minuteNine).store.some(({ op, session }) => op === 'touch' && isKeptUntil(session, run.at(minuteEighteen)))

/** Whether the session of the login had ended when the store was asked for it after nine minutes. */
export const hadEnded = (run: Run): boolean =>
  run.at(minuteNine).traced('no session found') &&
  lastSet(run.at(login)) !== null &&
  !isKeptUntil(lastSet(run.at(login)), run.at(minuteNine))

/** Whether the store did not know the session after nine minutes, though the login had put it there for longer. */
export const isForgotten = (run: Run): boolean =>
  run.at(minuteNine).traced('no session found') && isKeptUntil(lastSet(run.at(login)), run.at(minuteNine))

const lastSet = ({ store }: Seen): Seen['session'] => store.findLast(({ op }) => op === 'set')?.session ?? null

/** The session that the store found for a visit, or null. */
export const foundIn = ({ store }: Seen): Seen['session'] =>
  store.find(({ op, session }) => op === 'get' && session !== null)?.session ?? null

/** What a session holds, in words: all but the settings of its cookie. Empty for nothing. */
export function contentsOf(session: Seen['session']): string {
  const { cookie: _, ...data } = session ?? {}
  return Object.entries(data)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')
}

/** Whether there was a session, as it should be, and nothing in it to be saved and set a cookie for when the answer went out. */
export const wasEmpty = (seen: Seen): boolean =>
  seen.traced('no SID sent') &&
  isAnswered(seen) &&
  seen.set === undefined &&
  lastSet(seen) === null &&
  !isGone(seen) &&
  !seen.traced('session ignored') &&
  !seen.traced('not secured') &&
  seen.errors.length === 0

/** Whether a visit changed what the session holds that was found for it. */
export const isChanged = (seen: Seen): boolean =>
  lastSet(seen) !== null && contentsOf(lastSet(seen)) !== contentsOf(foundIn(seen))

/** Whether the store gave out a session whose end was over. */
export const isGivenOutLate = (seen: Seen): boolean => foundIn(seen) !== null && !isKeptUntil(foundIn(seen), seen)

/** Whether the session in the store has no end when a visit is over. */
export const isEndlessInStore = ({ session }: Seen): boolean => session !== null && endOf(session) === Infinity

/** A time in words, as in `10 hours` or `0.6 seconds`. @param milliseconds which may be negative */
export function inWords(milliseconds: number): string {
  const [size, name] = UNITS.find(([unit]) => Math.abs(milliseconds) >= unit) ?? [SECOND, 'second']
  const count = Math.abs(milliseconds) / size
  const rounded = Number(count.toFixed(count < 1 ? 3 : 1))
  return `${rounded} ${name}${rounded === 1 ? '' : 's'}`
}

/** When something ends, in words. @param milliseconds from now; negative if that is over */
export function fromNow(milliseconds: number): string {
  if (milliseconds === 0) return 'was over when it came'
  return milliseconds < 0 ? `ended ${inWords(milliseconds)} ago` : `ends in ${inWords(milliseconds)}`
}

const UNITS = [
  [24 * HOUR, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
] as const
