import { dataOf, type Run, type Seen } from '../../../../src/exercise/index.ts'
import { isAnswered } from '../../../answers.ts'
import { HOUR, login, MINUTE, minuteEighteen, minuteNine, SECOND } from './scenes.ts'

/** What tells one mistake from another: what happened, as a run shows it. What stands where is in places.ts. */

/** Whether the app knew who asked. */
export const isAda = ({ json }: Seen): boolean => json['user'] === 'ada'

/** Whether an answer does not say in JSON who asked. */
export const isMute = ({ status, json }: Seen): boolean => status >= 200 && status < 300 && json['user'] === undefined

/** How long the cookie of an answer lasts, in milliseconds, up to the next whole second: so it is written. Undefined for no end. */
export const lasts = ({ lifetime }: Seen): number | undefined =>
  lifetime === undefined ? undefined : Math.ceil(lifetime / SECOND) * SECOND

/** Whether the cookie of an answer lasts ten minutes. */
export const isTenMinutes = (seen: Seen): boolean => Math.abs((lasts(seen) ?? Number.NaN) - 10 * MINUTE) <= SECOND

/** The maxAge of the session as the store got it, in milliseconds; undefined where it has none. */
export function givenMaxAge({ session }: Seen): number | undefined {
  const { originalMaxAge } = Object(session?.['cookie'])
  return typeof originalMaxAge === 'number' ? originalMaxAge : undefined
}

/** Whether the store was told of a visit. */
export const wasTold = ({ saved, touched }: Seen): boolean => saved !== undefined || touched

/** Whether a request was answered, be it with a refusal, and nothing went wrong. */
export const wentWell = ({ status, failure }: Seen): boolean => status > 0 && status < 500 && failure === null

/** Whether session() did not handle a request. Of one without an answer, or without a route, nothing is known. */
export const missed = (seen: Seen): boolean =>
  !seen.reachedSession && seen.failure === null && seen.status !== 404 && !lacksOptions(seen)

/** Whether the function that is to give the options of the cookie gave none (express-session index.js `session`). */
export const lacksOptions = (seen: Seen): boolean => failedWith(seen, "undefined (reading 'path')")

/** Whether a visit found its session, and its answer had no cookie for the browser, though nothing went wrong. */
export const isKeptFromBrowser = (seen: Seen): boolean =>
  seen.traced('session found') && seen.set === undefined && seen.status < 400 && !seen.takenOff

/** Whether an answer has a session cookie without an end. */
export const isEndless = (seen: Seen): boolean => seen.set !== undefined && lasts(seen) === undefined

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
const isKeptUntil = (session: Seen['session'] | undefined, { at }: Seen): boolean =>
  Boolean(session) && endOf(session ?? null) > at

/** Whether the visit after nine minutes called touch(), and the session was gone at minute 18 all the same. */
export const touchedInVain = (run: Run): boolean =>
  run.at(minuteEighteen).traced('no session found') &&
  run.at(minuteNine).store.some(({ op, session }) => op === 'touch' && isKeptUntil(session, run.at(minuteEighteen)))

/** Whether the session of the login had ended when the store was asked for it after nine minutes. */
export const hadEnded = (run: Run): boolean =>
  run.at(minuteNine).traced('no session found') &&
  run.at(login).saved !== undefined &&
  !isKeptUntil(run.at(login).saved?.session, run.at(minuteNine))

/** Whether the store did not know the session after nine minutes, though the login had put it there for longer. */
export const isForgotten = (run: Run): boolean =>
  run.at(minuteNine).traced('no session found') && isKeptUntil(run.at(login).saved?.session, run.at(minuteNine))

/** What a session holds, in words: all but the settings of its cookie. Empty for nothing. */
export const contentsOf = (session: Seen['session'] | undefined): string =>
  Object.entries(dataOf(session))
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')

/** Whether there was a session, as it should be, and nothing in it to be saved and set a cookie for when the answer went out. */
export const wasEmpty = (seen: Seen): boolean =>
  seen.traced('no SID sent') &&
  isAnswered(seen) &&
  seen.set === undefined &&
  seen.saved === undefined &&
  !seen.takenOff &&
  !seen.traced('session ignored') &&
  !seen.traced('not secured') &&
  seen.errors.length === 0

/** Whether a visit changed what the session holds that was found for it. */
export const isChanged = (seen: Seen): boolean =>
  seen.saved !== undefined && contentsOf(seen.saved?.session) !== contentsOf(seen.found)

/** Whether the store gave out a session whose end was over. */
export const isGivenOutLate = (seen: Seen): boolean => seen.found !== null && !isKeptUntil(seen.found, seen)

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
