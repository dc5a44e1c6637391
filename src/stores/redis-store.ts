import { UserError } from '../errors.ts'
import { exchange, type Command } from './redis-connection.ts'
import { explain } from './redis-errors.ts'
import { readRedisLocation, type RedisLocation } from './redis-location.ts'
import { isObject, readSession } from './session-json.ts'
import type { StoredSession, StoreOptions, StoreReader } from './stored-session.ts'

/** connect-redis 9, `ttl`. In milliseconds. */
const DEFAULT_TTL_MS = 86_400_000

/** A TTL counts whole seconds, rounded up (connect-redis, `getTTL()`). In milliseconds. */
const SECOND_MS = 1000

/**
 * Reads the keys of connect-redis. Sends AUTH, SELECT, GET and PTTL and nothing else, over a connection for each look-up.
 * @param location as for {@link readRedisLocation}
 * @throws UserError for a location that is not understood
 */
export function openRedisStore(location: string, options: Required<StoreOptions>): StoreReader {
  const { prefix, timeoutMs, nodePath } = options
  const where = readRedisLocation(location)
  const underWay = new Set<AbortController>()
  const keyOf = (id: string): string => prefix + id
  return {
    shown: where.shown,
    keyOf,
    async find(id) {
      const controller = new AbortController()
      underWay.add(controller)
      const deadline = setTimeout(() => controller.abort(noAnswer(where, timeoutMs)), timeoutMs)
      try {
        const replies = await exchange(where, commandsFor(where, keyOf(id)), nodePath, controller.signal)
        return storedSession(keyOf(id), replies.slice(-2), where, Date.now())
      } catch (error) {
        throw explain(error, where)
      } finally {
        clearTimeout(deadline)
        underWay.delete(controller)
      }
    },
    close() {
      for (const controller of underWay) {
        controller.abort(new UserError('The store was closed while it was asked.', 'Run the command again.'))
      }
    },
  }
}

const noAnswer = ({ shown }: RedisLocation, timeoutMs: number): UserError =>
  new UserError(
    `No answer came from ${shown} within ${timeoutMs / 1000} seconds.`,
    'Check host and port, and whether something between here and there blocks the connection.',
  )

/** GET and PTTL come last. */
function commandsFor({ user, password, database }: RedisLocation, key: string): readonly Command[] {
  const auth: readonly Command[] = password === null ? [] : [['AUTH', ...(user === null ? [] : [user]), password]]
  const select: readonly Command[] = database === 0 ? [] : [['SELECT', String(database)]]
  return [...auth, ...select, ['GET', key], ['PTTL', key]]
}

/**
 * @param replies to GET and PTTL
 * @param now milliseconds since 1970, when PTTL was answered
 */
function storedSession(
  key: string,
  [text, remaining]: readonly unknown[],
  { shown }: RedisLocation,
  now: number,
): StoredSession | null {
  // connect-redis, `get()`, takes an empty text for none. -2 is a key that expired between the two commands.
  if (text === null || text === '' || remaining === -2) return null
  if (typeof text !== 'string' || typeof remaining !== 'number') {
    throw new UserError(`What answers at ${shown} is not Redis.`, 'Check host and port.')
  }
  const session = readSession(text, `The Redis key ${JSON.stringify(key)}`)
  const expiresAt = remaining === -1 ? null : now + remaining
  return {
    writtenBy: 'connect-redis',
    key,
    session,
    ...touched(session, expiresAt, now),
    expiresAt,
    expiryAssumes: null,
  }
}

/**
 * When the TTL was last set. Redis does not keep that; it follows from the length that connect-redis gave the TTL: what
 * was left of the cookie, which is originalMaxAge right after a touch, or else the `ttl` option.
 */
function touched(
  session: Readonly<Record<string, unknown>>,
  expiresAt: number | null,
  now: number,
): Pick<StoredSession, 'touchedAt' | 'touchedAssumes'> {
  const cookie = isObject(session['cookie']) ? session['cookie'] : {}
  const maxAge = cookie['expires'] && typeof cookie['originalMaxAge'] === 'number' ? cookie['originalMaxAge'] : null
  const lifetime = maxAge === null ? DEFAULT_TTL_MS : Math.ceil(maxAge / SECOND_MS) * SECOND_MS
  const touchedAt = expiresAt === null ? null : expiresAt - lifetime
  // It cannot have been touched in the future: then the option is another one.
  if (touchedAt === null || touchedAt > now + SECOND_MS) return { touchedAt: null, touchedAssumes: null }
  return {
    touchedAt: Math.min(touchedAt, now),
    touchedAssumes: maxAge === null ? 'ttl 86400 s, the default' : 'no ttl function',
  }
}
