import { dataOf, mistake, type Handle, type Run, type Seen } from '../../../../src/exercise/index.ts'
import { broke, guardOf, routeOf, succeeded } from '../../../ways.ts'
import { adaReads, strangerWants } from './scenes.ts'

/** Whether an answer brings the letters, however many are left. */
export const hasLetters = (seen: Seen): boolean => succeeded(seen) && Array.isArray(seen.json['letters'])

/** Whether somebody got no letters, and not because something broke: the first check asks for the status. */
export const isRefused = (seen: Seen): boolean =>
  !hasLetters(seen) && seen.status < 500 && (seen.failure === null || seen.failure.kind === 'cut')

/** Whether even a stranger gets the letters. Then nothing can be said of those who should not. */
export const isOpen = (run: Run): boolean => hasLetters(run.at(strangerWants))

/** Whether the session that came with a request was found, with a user in it, and the answer is a refusal all the same. */
export const isTurnedAway = (seen: Seen): boolean => !isNobody(seen) && seen.status >= 300 && seen.status < 500

/** What the session of an exchange says of its user, as JSON: all of it but the cookie and the count of visits. */
export const userIn = ({ session }: Seen): string => JSON.stringify({ ...dataOf(session), visits: undefined })

export const isNobody = (seen: Seen): boolean => userIn(seen) === '{}'

export const inverted = mistake(
  (seen) => isOpen(seen.run) && isTurnedAway(seen.run.at(adaReads)) && guardOf(seen, adaReads),
  'The guard is the wrong way round: it lets in visitors without a user in the session, and refuses those who have one.',
)

/** @param of the exchange in which somebody whose session says nothing got the letters */
export const blind = (of: Handle<'send'>) =>
  mistake(
    (seen) => hasLetters(seen.run.at(of)) && isNobody(seen.run.at(of)) && guardOf(seen, of),
    'The cookie that was sent leads to no session with a user in it, and still the guard let the request pass. A cookie alone is not a login. Look at ' +
      'what the guard asks for.',
  )

/** @param of the exchange in which they got letters that are not for them */
export const letIn = (of: Handle<'send'>) => [
  inverted,
  mistake(
    (seen) => isOpen(seen.run) && hasLetters(seen.run.at(of)) && routeOf(seen, strangerWants),
    'Everybody gets the letters, even a stranger without a cookie. Until that is fixed, nothing else can be checked.',
  ),
  blind(of),
  broke(of),
]
