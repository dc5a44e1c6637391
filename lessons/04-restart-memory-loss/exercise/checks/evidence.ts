import { dataOf, type Run, type Seen } from '../../../../src/exercise/index.ts'
import { adaAsks, adaLogsIn, afterwards, benLogsIn, benLogsOut, cleoLogsIn, SECOND } from './scenes.ts'

/** What tells one mistake from another: what happened, as a run shows it. What stands where is in places.ts. */

/** Who the app says it talks to. */
export const userIn = ({ json }: Seen): unknown => json['user']

/** Whether session-file-store kept the sessions: it adds a field to each (session-file-helpers.js `setLastAccess`). */
export const isFileStore = ({ exchanges }: Run): boolean =>
  exchanges.some(({ session }) => session?.['__lastAccess'] !== undefined)

/** Whether Ada was known as long as the first process lived. */
export const wasKnown = (run: Run): boolean => userIn(run.at(adaAsks)) === 'ada'

/** The first error of an exchange as a sentence of its own, after a space; nothing if there was none. */
export function errorOf({ errors }: Seen): string {
  const [first = ''] = errors[0]?.split('\n') ?? []
  return first === '' ? '' : ` ${first.replace(/\.?$/, '.')}`
}

/** Whether a login was answered, its session was to be stored, and the next request shows that it was not. */
export const notSaved = ({ status, saved, errors }: Seen, next: Seen): boolean =>
  status < 400 && saved !== undefined && errors.length > 0 && next.traced('no session found')

/** Why that was so, after a space. */
export function notSavedBy(seen: Seen): string {
  const isMissing = /\bENOENT\b/.test(seen.errors[0] ?? '')
  return `${errorOf(seen)}${isMissing ? ' What writes a file does not make a folder for it.' : ''}`
}

/** What became of a request, as the end of a sentence, with its error. */
export const outcomeOf = (seen: Seen): string =>
  `${seen.status === 0 ? 'broke off its answer' : `answered ${seen.status}`}.${errorOf(seen)}`

/** When the cookie of an answer ends, in milliseconds since 1970. */
const endIn = ({ set }: Seen): number => set?.expires?.getTime() ?? Number.NaN

/** Whether the ends of Ada's and Cleo's cookies are one date, whenever they logged in. */
export const hasOneEnd = (run: Run): boolean => endIn(run.at(adaLogsIn)) === endIn(run.at(cleoLogsIn))

/** Whether they lie as far from each other as the two starts, and not as the two logins. */
export const isEndOfStart = (run: Run): boolean =>
  Math.abs(endIn(run.at(cleoLogsIn)) - endIn(run.at(adaLogsIn)) - (run.at(afterwards).at - run.at(adaAsks).at)) <=
  2 * SECOND

/** Whether Ben's logout told the store to forget the session of his login. */
export const destroys = (run: Run): boolean => run.at(benLogsOut).destroyed.includes(run.at(benLogsIn).set?.id ?? '')

/** Whether a session came back to the store in the same request in which it was destroyed, by one of these calls. */
export function isRevived({ store }: Seen, by: 'set' | 'touch'): boolean {
  const destroyed = store.findIndex(({ op }) => op === 'destroy')
  return destroyed >= 0 && store.slice(destroyed).some(({ op, id }) => op === by && id === store[destroyed]?.id)
}

/** What an exchange stored in a session besides its cookie: names of fields. */
export const storedFields = ({ store }: Seen): readonly string[] =>
  store
    .filter(({ op }) => op === 'set')
    .flatMap(({ session }) => Object.keys(dataOf(session)))
    .filter((name) => name !== '__lastAccess')
