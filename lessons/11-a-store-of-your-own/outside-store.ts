import { EventEmitter } from 'node:events'
import session, { type Store } from 'express-session'
import sessionFileStore from 'session-file-store'
import { RedisStore, type Client } from './redis-store.ts'

/** What an app gets to know of its run. */
export interface World {
  /** A connection to Redis; null where there is none. */
  readonly redis: (Client & EventEmitter) | null
  readonly folder: string
}

const FileStore = sessionFileStore(session)

/** A store outside the process: Redis, or files where there is none. */
export function storeIn({ redis, folder }: World): Store {
  return redis
    ? new RedisStore({ client: redis })
    : new FileStore({ path: folder, retries: 0, reapInterval: -1, logFn() {} })
}

/** What says whether the store is there: the client of Redis, or for files somebody who never does. */
export const clientIn = ({ redis }: World): EventEmitter => redis ?? new EventEmitter()
