import { dataOf, type Run, type Seen } from '../../../../src/exercise/index.ts'
import { adaReads, strangerWants } from './scenes.ts'

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
export const isOpen = (run: Run): boolean => hasLetters(run.at(strangerWants))

/** Whether the session that came with a request was found, with a user in it, and the answer is a refusal all the same. */
export const isTurnedAway = (seen: Seen): boolean => !isNobody(seen) && seen.status >= 300 && seen.status < 500

/** Whether strangers get the letters, and who is logged in does not. */
export const isInverted = (run: Run): boolean => isOpen(run) && isTurnedAway(run.at(adaReads))

/** Whether an exchange stored a session that it had destroyed before. */
export const revives = ({ destroyed, saved }: Seen): boolean => saved !== undefined && destroyed.includes(saved.id)

/** What the session of an exchange says of its user, as JSON: all of it but the cookie and the count of visits. */
export const userIn = ({ session }: Seen): string => usersOf(session)

/** The same of a session by itself. */
export function usersOf(session: Seen['session'] | undefined): string {
  const { visits: _, ...rest } = dataOf(session)
  return JSON.stringify(rest)
}

export const isNobody = (seen: Seen): boolean => userIn(seen) === '{}'

/** The error that an exchange ran into, as the end of a sentence without its full stop; nothing if there was none. */
export function becauseOf({ errors }: Seen): string {
  const [first = ''] = errors[0]?.split('\n') ?? []
  return first === '' ? '' : `, because of this error: ${first.replace(/\.$/, '')}`
}
