import type { Evidence } from '../../../src/exercise/index.ts'

/** What tells one mistake from another: what happened, as a run shows it. What stands where is in places.ts. */

type Run = Evidence['run']
type Seen = ReturnType<Run['exchange']>

/** The exchanges of the exercise. @throws LessonError if one did not happen */
export const monitor = (run: Run): Seen => run.exchange('a monitor asks')
export const first = (run: Run): Seen => run.exchange('first visit')
export const second = (run: Run): Seen => run.exchange('second visit')
export const other = (run: Run): Seen => run.exchange('somebody else visits')

/** What the answer says of the number of visits. */
export const visits = ({ json }: Seen): number => Number(json['visits'])

/** Whether session() handled a request: it says so of each one, except where it hands on at once. */
export const ran = ({ trace }: Seen): boolean => trace.length > 0

/** Whether session() did not handle a request. Of one without an answer nothing is known. */
export const missed = (seen: Seen): boolean => !ran(seen) && seen.failure === null

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
  ran(seen) &&
  seen.status < 500 &&
  !leftCount(seen) &&
  !seen.traced('session ignored') &&
  !seen.trace.includes('no session')

/** What a session in the store holds, in words: all but the settings of its cookie. */
export function contents({ session }: Seen): string {
  const { cookie: _, ...data } = session ?? {}
  return Object.entries(data)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')
}

/** Whether an answer lacks the cookie because that is for https (express-session index.js, trace `not secured`). */
export const isKeptForHttps = ({ set, traced }: Seen): boolean => set === undefined && traced('not secured')

/** The name of a cookie in an answer that is not the session's. */
export const ownCookie = ({ set, setCookies }: Seen): string | undefined =>
  setCookies.find((cookie) => cookie !== set)?.name

/** Whether a session was saved, but no cookie for it came out (express-session index.js `setcookie`). */
export const isUnwritable = (seen: Seen): boolean =>
  leftSession(seen) && seen.set === undefined && seen.failure === null

/** The Domain of the session cookie, if its line has one. */
export const domainOf = ({ set }: Seen): string | undefined => /;\s*Domain=([^;]*)/i.exec(set?.line ?? '')?.[1]

/** Whether the session cookie ended when it came. Expires has whole seconds. */
export const isOver = ({ set, at }: Seen): boolean => set?.expires !== undefined && set.expires.getTime() <= at + 1000

/** Whether the session cookie is for another path than `/`. */
export const isElsewhere = ({ set }: Seen): boolean => set !== undefined && !/;\s*Path=\/(?:;|$)/i.test(set.line)

/** Whether the store does not know, at the second visit, what it was given at the first. */
export const isForgotten = (run: Run): boolean => leftSession(first(run)) && second(run).traced('no session found')

/** What the session held that was found for a request, and what the answer said of it. */
export const found = ({ store, json }: Seen): { readonly held: unknown; readonly said: unknown } => ({
  held: store[0]?.session?.['visits'],
  said: json['visits'],
})
