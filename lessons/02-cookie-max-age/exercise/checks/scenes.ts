import {
  advance,
  answerOf,
  byHand,
  get,
  mistake,
  optionOf,
  post,
  send,
  type Run,
  type Seen,
  type Send,
  roughly,
} from '../../../../src/exercise/index.ts'
import { asJson, bodyOf } from '../../../answers.ts'

/** What happens, and what is asked of all of it. */

export const SECOND = 1000
export const MINUTE = 60 * SECOND

/** The exchange by which Ada's browser was given its last session cookie before it stayed away; undefined if none was. */
export const lastGiven = ({ exchanges }: Run): Seen | undefined =>
  exchanges.findLast(({ label, browser, set }) => label !== tooLate.label && browser !== null && set?.id !== undefined)

/** That cookie, to be sent whatever its end: what no browser does, so that the store alone decides. */
const herCookie = (run: Run) => lastGiven(run)?.cookieHeader()

export const login = send('login', post('/login/ada'))
export const minuteNine = send('minute 9', get('/me'))
export const minuteEighteen = byHand('minute 18 by hand', get('/me'), herCookie)
export const afterwards = send('minute 18', get('/me'))
export const tooLate = send('a second after minute 28', get('/me'))
export const tooLateByHand = byHand('a second after minute 28 by hand', get('/me'), herCookie)

export const scenes = [
  advance('the server has been up for an hour', 60 * MINUTE),
  login,
  advance('nine minutes later', 9 * MINUTE),
  minuteNine,
  advance('nine more minutes', 9 * MINUTE),
  minuteEighteen,
  afterwards,
  advance('ten minutes and a second without a visit', 10 * MINUTE + SECOND),
  tooLate,
  tooLateByHand,
]

/** Whether the app knew who asked. */
export const isAda = ({ json }: Seen): boolean => json['user'] === 'ada'

/** How long the cookie of an answer lasts, in milliseconds, up to the next whole second: so it is written. Undefined for no end. */
export const lasts = ({ lifetime }: Seen): number | undefined =>
  lifetime === undefined ? undefined : Math.ceil(lifetime / SECOND) * SECOND

/** Whether the cookie of an answer lasts ten minutes. */
export const isTenMinutes = (seen: Seen): boolean => Math.abs((lasts(seen) ?? Number.NaN) - 10 * MINUTE) <= SECOND

/** When the cookie of an answer ends, in words. */
export function endOf(seen: Seen): string {
  const time = lasts(seen) ?? Infinity
  if (time === Infinity) return 'has no end'
  if (time === 0) return 'was over when it came'
  return time < 0 ? `ended ${roughly(-time)} ago` : `ends in ${roughly(time)}`
}

/** Whether a request was answered, if only with a refusal, and nothing went wrong. */
export const wentWell = ({ status, failure }: Seen): boolean => status > 0 && status < 500 && failure === null

/** An error of the app for which it answered itself. What Express answers for has its own words. */
export const wentWrong = (of: Send) =>
  mistake(
    ({ run, facts }) => run.at(of).status >= 500 && run.at(of).errors.length === 0 && answerOf(facts(of)),
    ({ run }) => `Your app answered this visit with ${run.at(of).status}, which means that something went wrong in it.`,
  )

/** A visit whose cookie has the signature of another secret. */
export const signedAnew = mistake((seen) => {
  const facts = seen.facts(minuteNine)
  return facts.session.state === 'bad-signature' && optionOf(seen, 'secret', facts)
}, 'The cookie of the login was signed with one secret, and this visit checked it with another. The secret must be the same for every request.')

/** A visit that found its session, and threw it away. */
export const thrownAway = mistake(({ facts }) => {
  const { session, calls, changes, layers } = facts(minuteNine)
  if (session.state !== 'found' || !(session.destroyed || session.why === 'session-removed')) return false
  const removed = changes.find(({ kind }) => kind === 'removed')
  const at = layers.find(({ layer }) => layer === removed?.layer)?.at ?? null
  return calls.find(({ method }) => method === 'destroy')?.at ?? { at, write: 'session' }
}, 'The visit after nine minutes found its session and threw it away, so there is no session left to keep alive.')

/** A session that was found, and an answer that knows nobody all the same. */
export const unknown = (of: Send) =>
  mistake(
    ({ run, facts }) => wentWell(run.at(of)) && run.at(of).found !== null && !isAda(run.at(of)) && answerOf(facts(of)),
    ({ run }) =>
      `The session was found, with ${asJson(run.at(of).data)} in it, and the answer was ${bodyOf(run.at(of))}. ` +
      'The check looks for the name in user, as in {"user":"ada"}.',
  )
