import { UserError } from '../errors.ts'

/** The most that is read of one session, in bytes. A session is a few kilobytes at most. */
export const MOST_BYTES = 10 * 1024 * 1024

/** Deeper than this nobody nests a session, and printing it takes a stack. */
const MOST_LEVELS = 100

/**
 * Reads the JSON of a session.
 * @param text what the store holds
 * @param where what to call it in an error, as in `The file "a.json"`
 * @throws UserError where it is no session of express-session. express-session's `createSession()` needs a `cookie` in it
 */
export function readSession(text: string, where: string): Readonly<Record<string, unknown>> {
  const session = parse(text, where)
  if (!isObject(session) || !isObject(session['cookie'])) {
    throw new UserError(
      `${where} holds no session: it is JSON, but there is no \`cookie\` object in it, and express-session fails at that.`,
      'See whether something else than a session store writes here.',
    )
  }
  if (nestsDeeperThan(session, MOST_LEVELS)) {
    throw new UserError(
      `${where} nests objects more than ${MOST_LEVELS} levels deep, too deep to be shown.`,
      'See what the server puts into `req.session`.',
    )
  }
  return session
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UserError(
      `${where} does not hold JSON.`,
      'See whether the store has a `secret`, an `encoder` or a `serializer`: only plain JSON, the default, can be read.',
    )
  }
}

/** Whether a value of JSON is an object and no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function nestsDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => nestsDeeperThan(inner, levels - 1))
}
