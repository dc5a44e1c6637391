import { dataOf, mistake, type Evidence, type Handle, type Run, type Seen } from '../../../../src/exercise/index.ts'
import { adaReads, strangerWants } from './scenes.ts'

type Of = Handle<'send'>

export const succeeded = ({ status }: Seen): boolean => status >= 200 && status < 300

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
export function userIn({ session }: Seen): string {
  const { visits: _, ...rest } = dataOf(session)
  return JSON.stringify(rest)
}

export const isNobody = (seen: Seen): boolean => userIn(seen) === '{}'

/** The handlers and guards that a request went through below session(). */
const ownLayers = ({ facts }: Evidence, of: Of) => {
  const { layers } = facts(of)
  const below = layers.slice(layers.findIndex(({ session }) => session !== null) + 1)
  return below.filter(({ kind }) => kind !== 'router' && kind !== 'route')
}

/** Where the route of a request is added. */
export const routeOf = (seen: Evidence, of: Of) => ownLayers(seen, of).at(-1)?.at ?? true

/** Whether a request to the letters went through something above its route. */
export const isGuarded = (seen: Evidence, of: Of): boolean => ownLayers(seen, of).length > 1

/** Where the guard of a request decides: it answered, or let the request through to the route. */
export function guardOf(seen: Evidence, of: Of) {
  const layers = ownLayers(seen, of)
  const guard = succeeded(seen.run.at(of)) ? (layers.at(-2) ?? layers.at(-1)) : layers.at(-1)
  return (guard && (seen.tree.condition(guard) ?? guard.at)) ?? true
}

/** The line in which the route of a request calls one of these, by its last name; undefined if it calls none. */
export const lineOfCall = (seen: Evidence, of: Of, names: readonly string[]): number | undefined =>
  seen.tree
    .calls(ownLayers(seen, of).at(-1)?.at ?? null)
    .find(({ path }) => names.includes(path.split('.').at(-1) ?? ''))?.line

/** The same, or where the route is added. */
export const callIn = (seen: Evidence, of: Of, names: readonly string[]) =>
  lineOfCall(seen, of, names) ?? routeOf(seen, of)

export const inverted = mistake(
  (seen) => isOpen(seen.run) && isTurnedAway(seen.run.at(adaReads)) && guardOf(seen, adaReads),
  'The guard is the wrong way round: it lets in those who have no user in the session, and refuses those who have one.',
)

/** @param of an exchange that ended in an error */
export const broke = (of: Of) =>
  mistake(
    ({ run, facts }) => run.at(of).status >= 500 && (facts(of).errors[0]?.at ?? true),
    ({ run }) => {
      const { request, status, errors } = run.at(of)
      return (
        `${request.method} ${request.path} answered ${status}${request.body === '' ? '' : ` to ${request.body}`}, because of this error: ` +
        `${errors[0]?.split('\n')[0]}. That tells of a fault in the server.`
      )
    },
  )

/** @param of the exchanges on which a check rests */
export const limited = (...of: readonly Of[]) => {
  const stopped = (run: Run) => of.map((part) => run.at(part)).find(({ status }) => status === 429)
  return mistake(
    (seen) => stopped(seen.run) !== undefined,
    ({ run }) =>
      `${stopped(run)?.request.method} ${stopped(run)?.request.path} answered 429, too many requests: your rate limiter stopped the checks. ` +
      `They sent ${run.exchanges.length} requests, one right after the other.`,
  )
}

/** @param of the exchange in which they got letters that are not for them */
export const letIn = (of: Of) => [
  inverted,
  mistake(
    (seen) => isOpen(seen.run) && hasLetters(seen.run.at(of)) && routeOf(seen, strangerWants),
    'Everybody gets the letters, even a stranger without a cookie. As long as that is so, nothing else can be told.',
  ),
  mistake(
    (seen) => hasLetters(seen.run.at(of)) && isNobody(seen.run.at(of)) && guardOf(seen, of),
    'The cookie that was sent leads to no session with a user in it, and yet the guard let it pass. A cookie alone is no ' +
      'login. Look at what the guard asks for.',
  ),
  mistake(({ run }) => run.at(of).status === 0, 'The cookie was sent again, and that was not answered at all.'),
  broke(of),
]
