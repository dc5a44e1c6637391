import { dataOf, type Run, type Seen } from '../../../../src/exercise/index.ts'
import { isAnswered, onlyLacksSession } from '../../../answers.ts'
import { first, other, second } from './scenes.ts'

/** What tells one mistake from another: what happened, as a run shows it. What stands where is in places.ts. */

/** The number of visits that an answer says, be it as text; NaN if it says none. */
export const visits = ({ json }: Seen): number => {
  const said = json['visits']
  return typeof said === 'number' || (typeof said === 'string' && said !== '') ? Number(said) : Number.NaN
}

/** Whether an answer says nothing of visits. */
export const isMute = (seen: Seen): boolean => isAnswered(seen) && seen.json['visits'] === undefined

/** Whether session() did not handle a request. Of one without an answer, or without a route, nothing is known. */
export const missed = (seen: Seen): boolean => !seen.reachedSession && seen.failure === null && seen.status !== 404

/** Whether something in the app failed because it had no `req.session`, or so it looks: it read a property of undefined. */
export const lacksObject = (seen: Seen): boolean => seen.errors.length > 0 && onlyLacksSession(seen)

/** Whether an answer is neither the page nor what Express says of errors, or of what it has no route for. */
export const isRefused = ({ status, failure, errors, request, response: { body } }: Seen): boolean =>
  status >= 300 && failure === null && errors.length === 0 && !body.includes(`Cannot ${request.method} ${request.path}`)

/** Whether session() refused a request because it has no secret (express-session index.js `session`). */
export const lacksSecret = ({ errors }: Seen): boolean => errors.some((error) => error.includes('secret option'))

/** Whether a request left a session in the store. */
export const leftSession = ({ store }: Seen): boolean =>
  store.findLast(({ op }) => op === 'set' || op === 'destroy')?.op === 'set'

/** Whether that session holds nothing. */
export const leftEmptySession = (seen: Seen): boolean => leftSession(seen) && contents(seen) === ''

/** Whether that session holds something. */
export const leftCount = (seen: Seen): boolean => leftSession(seen) && contents(seen) !== ''

/**
 * Whether there was a session, as it should be, and nothing in it when the answer went out (express-session index.js
 * `shouldSave`). An error may have come before anything could be put in.
 */
export const wasEmpty = (seen: Seen): boolean =>
  seen.reachedSession &&
  (isAnswered(seen) || isRefused(seen)) &&
  !leftCount(seen) &&
  !seen.traced('session ignored') &&
  !seen.takenOff

/** What the session holds that a visit left, in words. */
export const contents = ({ data }: Seen): string => wordsOf(data)

/** What the session holds that was found for a visit, in words. */
export const foundWords = ({ found }: Seen): string => wordsOf(dataOf(found))

const wordsOf = (data: Seen['data']): string =>
  Object.entries(data)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')

/** Whether an answer lacks the cookie because that is for https (express-session index.js, trace `not secured`). */
export const isKeptForHttps = ({ set, traced }: Seen): boolean => set === undefined && traced('not secured')

/** The name of a cookie in an answer that is not the session's and holds the number that the answer says, or undefined. */
export const ownCookie = (seen: Seen): string | undefined =>
  seen.setCookies.find((cookie) => cookie !== seen.set && cookie.value === String(visits(seen)))?.name

/** Whether a session was saved, but no cookie for it came out (express-session index.js `setcookie`). */
export const isWithoutCookie = (seen: Seen): boolean =>
  leftSession(seen) && seen.set === undefined && seen.failure === null

/** What express-session says of a cookie that it could not make, and the options that are to blame, as a pattern. */
const UNWRITABLE = [
  [/option expires is invalid/, 'maxAge|expires'],
  [/option (?:domain|path|sameSite|priority) is invalid/, 'cookie'],
  [/argument name is invalid/, 'name|key'],
  [/"key" argument must be/, 'secret'],
] as const

/** The options of which no cookie could be made (express-session index.js `setcookie`); undefined if one could. */
export const unwritable = ({ errors }: Seen): string | undefined =>
  UNWRITABLE.find(([said]) => errors.some((error) => said.test(error)))?.[1]

/**
 * Whether the session of the first visit ends in less than two seconds. Whether the second visit still meets it is then left to
 * chance: Expires has whole seconds.
 */
export const isOver = (run: Run): boolean => {
  const { originalMaxAge } = (run.at(first).session?.['cookie'] ?? {}) as { readonly originalMaxAge?: unknown }
  return typeof originalMaxAge === 'number' && originalMaxAge < 2000
}

/** Whether the session cookie is for another path than `/`. */
export const isElsewhere = ({ set, attribute }: Seen): boolean => set !== undefined && attribute('Path') !== '/'

/** Whether the store does not know, at the second visit, what it was given at the first. */
export const isForgotten = (run: Run): boolean =>
  leftSession(run.at(first)) && run.at(second).traced('no session found')

/** Whether a visit threw away the session that was found for it. */
export const isThrownAway = ({ found, askedFor = '', destroyed }: Seen): boolean =>
  found !== null && destroyed.includes(askedFor)

/** Whether the other browser was given the very session of the first one. */
export const isSame = (run: Run): boolean =>
  run.at(first).saved !== undefined && run.at(first).saved?.id === run.at(other).saved?.id

/** Whether the three visits were numbered one after the other, as if all came from one browser. */
export const isCountedOn = (run: Run): boolean =>
  visits(run.at(second)) === visits(run.at(first)) + 1 && visits(run.at(other)) === visits(run.at(second)) + 1
