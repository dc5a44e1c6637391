import type { Evidence } from '../../../../src/exercise/index.ts'

/** What tells one mistake from another: what happened, as a run shows it. What stands where is in places.ts. */

type Run = Evidence['run']
type Seen = ReturnType<Run['exchange']>

/** Milliseconds, like the next ones. */
export const SECOND = 1000
export const MINUTE = 60_000
export const HOUR = 3_600_000

/** How long Cleo stays away: a little less than a day, so that a login of exactly a day is long enough. */
export const AWAY_HOURS = 23

/** How long the app is up when Cleo logs in: longer than an end that is worked out at the start may be away. */
export const UP_DAYS = 400

/** The labels of what the checks look at. */
export const AFTER = 'ada after the restart'
export const BY_HAND = 'the old cookie of ben'
export const LATER = `cleo ${AWAY_HOURS} hours later`

/** Exchanges that several mistakes ask for. @throws LessonError if one did not happen */
export const adaAsks = (run: Run): Seen => run.exchange('ada asks')
export const adaLogsIn = (run: Run): Seen => run.exchange('ada logs in')
export const benLogsIn = (run: Run): Seen => run.exchange('ben logs in')
export const benLogsOut = (run: Run): Seen => run.exchange('ben logs out')
export const cleoLogsIn = (run: Run): Seen => run.exchange('cleo logs in')
export const afterwards = (run: Run): Seen => run.exchange(AFTER)
export const byHand = (run: Run): Seen => run.exchange(BY_HAND)
export const later = (run: Run): Seen => run.exchange(LATER)

/** Who the app says it talks to. */
export const userIn = ({ json }: Seen): unknown => json['user']

/** Whether the store was asked for the session of a cookie and had nothing. */
export const isGone = (seen: Seen): boolean => seen.traced('no session found')

export const isFound = (seen: Seen): boolean => seen.traced('session found')

/** Whether session-file-store kept the sessions: it adds a field to each (session-file-helpers.js `setLastAccess`). */
export const isFileStore = ({ exchanges }: Run): boolean =>
  exchanges.some(({ session }) => session?.['__lastAccess'] !== undefined)

/** Whether Ada was known as long as the first process lived. */
export const wasKnown = (run: Run): boolean => userIn(adaAsks(run)) === 'ada'

/** The first error of an exchange as a sentence of its own, after a space; nothing if there was none. */
export function errorOf({ errors }: Seen): string {
  const [first = ''] = errors[0]?.split('\n') ?? []
  return first === '' ? '' : ` ${first.replace(/\.?$/, '.')}`
}

/** Whether a login was answered, its session was to be stored, and the next request shows that it was not. */
export const notSaved = ({ status, store, errors }: Seen, next: Seen): boolean =>
  status < 400 && store.some(({ op }) => op === 'set') && errors.length > 0 && isGone(next)

/** Why that was so, after a space. */
export function notSavedBy(seen: Seen): string {
  const isMissing = /\bENOENT\b/.test(seen.errors[0] ?? '')
  return `${errorOf(seen)}${isMissing ? ' What writes a file does not make a folder for it.' : ''}`
}

/** What became of a request, as the end of a sentence, with its error. */
export const outcomeOf = (seen: Seen): string =>
  `${seen.status === 0 ? 'broke off its answer' : `answered ${seen.status}`}.${errorOf(seen)}`

/** The cookies that an answer gave to the browser, as it sends them back; undefined if it gave none. */
export function givenCookies({ setCookies, at }: Seen): string | undefined {
  const kept = setCookies.filter(({ expires }) => expires === undefined || expires.getTime() > at)
  return kept.map(({ name, value }) => `${name}=${value}`).join('; ') || undefined
}

/** Whether an answer told the browser to forget its session cookie. */
export const clearsCookie = ({ set, at }: Seen): boolean => set?.expires !== undefined && set.expires.getTime() <= at

/** When the cookie of an answer ends, in milliseconds since 1970. */
const endIn = ({ set }: Seen): number => set?.expires?.getTime() ?? Number.NaN

/** Whether the ends of Ada's and Cleo's cookies are one date, whenever they logged in. */
export const hasOneEnd = (run: Run): boolean => endIn(adaLogsIn(run)) === endIn(cleoLogsIn(run))

/** Whether they lie as far from each other as the two starts, and not as the two logins. */
export const isEndOfStart = (run: Run): boolean =>
  Math.abs(endIn(cleoLogsIn(run)) - endIn(adaLogsIn(run)) - (afterwards(run).at - adaAsks(run).at)) <= 2 * SECOND

/** Whether Ben's logout told the store to forget the session of his login. */
export const destroys = (run: Run): boolean =>
  benLogsOut(run).store.some(({ op, id }) => op === 'destroy' && id === benLogsIn(run).set?.id)

/** Whether a session came back to the store in the same request in which it was destroyed, by one of these calls. */
export function isRevived({ store }: Seen, by: 'set' | 'touch'): boolean {
  const destroyed = store.findIndex(({ op }) => op === 'destroy')
  return destroyed >= 0 && store.slice(destroyed).some(({ op, id }) => op === by && id === store[destroyed]?.id)
}

/** What an exchange stored in a session besides its cookie: names of fields. */
export const storedFields = ({ store }: Seen): readonly string[] =>
  store
    .filter(({ op }) => op === 'set')
    .flatMap(({ session }) => Object.keys(session ?? {}))
    .filter((name) => name !== 'cookie' && name !== '__lastAccess')
