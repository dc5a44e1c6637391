import session, { type SessionData, type Store } from 'express-session'
import sessionFileStore from 'session-file-store'

const FileStore = sessionFileStore(session)
const DAY = 24 * 60 * 60 // seconds

/** Where the servers of this lesson can keep what they share. */
export interface Shared {
  /** A folder of this machine. */
  readonly folder: string
  /** A connection to Redis; null where there is none. */
  readonly redis: Client | null
}

/** One store for every process: Redis, or files where there is none. */
export const sharedStore = ({ folder, redis }: Shared): Store =>
  redis
    ? new RedisStore(redis)
    : new FileStore({ path: folder, ttl: DAY, retries: 3, minTimeout: 5, reapInterval: -1, logFn() {} })

/** What is needed of a client; that of the package `redis` has it too. */
interface Client {
  get(key: string): Promise<string | null>
  set(key: string, text: string, options: { expiration: { type: 'EX'; value: number } }): Promise<unknown>
  expire(key: string, seconds: number): Promise<unknown>
  del(key: string): Promise<unknown>
}

type Done = (error?: unknown, found?: SessionData | null) => void

/** Lesson 11 makes one, and says why it is like this. */
class RedisStore extends session.Store {
  readonly client: Client

  constructor(client: Client) {
    super()
    this.client = client
  }

  override get(id: string, done: Done) {
    void tell(this.client.get(id), (error, text) => done(error, text ? (JSON.parse(text) as SessionData) : null))
  }

  override set(id: string, data: SessionData, done: Done) {
    void tell(this.client.set(id, JSON.stringify(data), { expiration: { type: 'EX', value: DAY } }), (error) =>
      done(error),
    )
  }

  override touch(id: string, _data: SessionData, done: Done) {
    void tell(this.client.expire(id, DAY), (error) => done(error))
  }

  override destroy(id: string, done: Done) {
    void tell(this.client.del(id), (error) => done(error))
  }
}

/** Tells what came of a promise as stores do. */
async function tell<T>(asked: Promise<T>, done: (error: unknown, found?: T) => void): Promise<void> {
  const came = await asked.then(
    (found) => ({ error: null, found }),
    (error: unknown) => ({ error, found: undefined }),
  )
  done(came.error, came.found)
}
