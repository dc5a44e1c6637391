import { UserError } from '../errors.ts'
import { exchange, RedisFault, type Command } from './redis-connection.ts'
import { noAnswer } from './no-answer.ts'
import { explain } from './redis-errors.ts'
import { readRedisLocation, type RedisLocation } from './redis-location.ts'
import { isObject, readSession } from './session-json.ts'
import type { StoredSession, StoreOptions, StoreReader } from './stored-session.ts'

/** connect-redis 9, `ttl`. In milliseconds. */
const DEFAULT_TTL_MS = 86_400_000

/** A TTL counts whole seconds, rounded up (connect-redis, `getTTL()`). In milliseconds. */
const SECOND_MS = 1000

/** connect-redis, `RedisStore`: its prefix unless told otherwise. */
const DEFAULT_PREFIX = 'sess:'

/**
 * Reads the keys of connect-redis. Sends AUTH, SELECT, GET, PTTL and, where there is no such key, SCAN, and nothing else, over a
 * connection each time.
 * @param location as for {@link readRedisLocation}
 * @throws UserError for a location that is not understood
 */
export function openRedisStore(location: string, options: Required<Omit<StoreOptions, 'folder'>>): StoreReader {
  const { prefix, timeoutMs, nodePath } = options
  const where = readRedisLocation(location)
  const underWay = new Set<AbortController>()
  let isClosed = false
  const keyOf = (id: string): string => (prefix ?? DEFAULT_PREFIX) + id
  return {
    shown: where.shown,
    keyOf,
    async find(id) {
      const controller = new AbortController()
      underWay.add(controller)
      const deadline = setTimeout(() => controller.abort(noAnswer(where, timeoutMs)), timeoutMs)
      const ask = (commands: readonly Command[]) =>
        exchange(where, [...signingIn(where), ...commands], nodePath, controller.signal)
      const read = async (key: string) =>
        storedSession(
          key,
          (
            await ask([
              ['GET', key],
              ['PTTL', key],
            ])
          ).slice(-2),
          where,
          Date.now(),
        )
      try {
        const stored = await read(keyOf(id))
        if (stored !== null) return stored
        const key =
          id.length < LEAST_SEARCHED ? null : await searchKey(id, ask, () => controller.signal.aborted && !isClosed)
        const elsewhere = key === null ? null : await read(key).catch(() => null)
        if (key === null || elsewhere === null) return null
        const value = key.slice(0, -id.length)
        return { ...elsewhere, otherKey: { option: 'prefix', value, isDenied: prefix !== null } }
      } catch (error) {
        throw explain(error, where)
      } finally {
        clearTimeout(deadline)
        underWay.delete(controller)
      }
    },
    close() {
      isClosed = true
      for (const controller of underWay) {
        controller.abort(new UserError('The store was closed while it was asked.', 'Run the command again.'))
      }
    },
  }
}

/** What comes before every other command. */
function signingIn({ user, password, database }: RedisLocation): readonly Command[] {
  const auth: readonly Command[] = password === null ? [] : [['AUTH', ...(user === null ? [] : [user]), password]]
  return database === 0 ? auth : [...auth, ['SELECT', String(database)]]
}

/** In UTF-16 units. Keys of something else may end with a shorter id. */
const LEAST_SEARCHED = 8

/** How many keys Redis looks at for one SCAN. */
const KEYS_A_SCAN = '10000'

/**
 * A key that ends with an id, whatever stands before it.
 * @param isOver the time for it is over: then none was found
 * @returns null if there is none, where it takes too long, or where this user may not look for keys
 */
async function searchKey(
  id: string,
  ask: (commands: readonly Command[]) => Promise<readonly unknown[]>,
  isOver: () => boolean,
): Promise<string | null> {
  const pattern = `*${id.replaceAll(/[*?[\]\\^-]/g, String.raw`\$&`)}`
  let cursor = '0'
  try {
    do {
      // oxlint-disable-next-line no-await-in-loop -- each answer says where to go on
      const [answer] = (await ask([['SCAN', cursor, 'MATCH', pattern, 'COUNT', KEYS_A_SCAN]])).slice(-1)
      if (!isPage(answer)) return null
      const [next, keys] = answer
      const key = keys.find((name) => /(?:^|[\W_])$/.test(name.slice(0, -id.length)))
      if (key !== undefined) return key
      cursor = next
    } while (cursor !== '0')
  } catch (error) {
    const isForbidden = error instanceof RedisFault && error.what === 'refused'
    if (!isForbidden && !isOver()) throw error
  }
  return null
}

/** What SCAN answers: where to go on, and the keys of this part. */
const isPage = (answer: unknown): answer is readonly [next: string, keys: readonly string[]] =>
  Array.isArray(answer) && typeof answer[0] === 'string' && Array.isArray(answer[1])

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
