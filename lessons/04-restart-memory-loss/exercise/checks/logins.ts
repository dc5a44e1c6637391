import {
  dataOf,
  duration,
  mistake,
  optionOf,
  writeIn,
  type Handle,
  type Seen,
  type Symptom,
} from '../../../../src/exercise/index.ts'

/** What may be seen where a login is lost. */
export const LOST: readonly Symptom[] = ['data-lost', 'no-cookie', 'error-500', 'session-undefined', 'sees-others-data']

/** Who the app says it talks to. */
export const userIn = ({ json }: Seen): unknown => json['user']

/** What a session holds, but for what session-file-store adds (session-file-helpers.js `setLastAccess`). */
export function heldIn(session: Seen['session'] | undefined): Seen['data'] {
  const { __lastAccess: _, ...data } = dataOf(session)
  return data
}

/** A login that came to nothing, because the app failed. */
export const failed = (login: Handle<'send'>) =>
  mistake(
    ({ facts }) => facts(login).errors[0] !== undefined && { at: facts(login).errors[0]?.at ?? null },
    ({ run, facts }) =>
      `POST ${run.at(login).request.path} failed, so nobody was logged in: ${facts(login).errors[0]?.message}.`,
  )

/** The browser had no cookie any more, because the one of the login was over. */
export const over = (login: Handle<'send'>, asks: Handle<'send'>) =>
  mistake(
    (seen) => {
      const { sent, at } = seen.run.at(asks)
      if (sent !== undefined || (seen.run.at(login).set?.expires?.getTime() ?? Infinity) > at) return false
      const facts = seen.facts(login)
      const isWritten = facts.changes.some(({ kind }) => kind === 'cookie')
      return isWritten ? writeIn(facts, 'session.cookie') : optionOf(seen, 'cookie.maxAge')
    },
    ({ run }) => {
      const { lifetime = 0, request } = run.at(login)
      // Expires has whole seconds.
      const life = duration(Math.max(0, Math.ceil(lifetime / 1000)) * 1000)
      return `The browser no longer had a cookie: the one of ${request.path} was to be kept for ${life}. A login must last a day.`
    },
  )
