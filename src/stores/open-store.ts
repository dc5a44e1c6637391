import { UserError } from '../errors.ts'
import type { StoreOptions, StoreReader } from './stored-session.ts'

/** The longest that one look-up may take unless told otherwise. In milliseconds. */
const TIMEOUT_MS = 2000

/**
 * Opens the store that `--store` names: `file:<folder>` for session-file-store, `redis://`, `rediss://` or `unix:/path` for
 * connect-redis, `sqlite:<file>`, `postgres://` or `mongodb://` for the stores that keep tables and collections there. Nothing is
 * read or connected yet, and what reads the other kinds is not loaded.
 * @throws UserError for a location that names no store, and where the project lacks the driver
 */
export async function openStore(location: string, options: StoreOptions): Promise<StoreReader> {
  const scheme = /^[a-z][a-z+]*\d?(?=:)/i.exec(location)?.[0].toLowerCase()
  switch (scheme) {
    case 'file': {
      const { openFileStore } = await import('./file-store.ts')
      return openFileStore(location)
    }
    case 'redis':
    case 'rediss':
    case 'unix':
    case 'redis+unix': {
      const { openRedisStore } = await import('./redis-store.ts')
      return openRedisStore(location, { timeoutMs: TIMEOUT_MS, ...options })
    }
    case 'sqlite':
    case 'sqlite3': {
      const { openSqliteStore } = await import('./sqlite-store.ts')
      return openSqliteStore(location.replace(/^sqlite3:/i, 'sqlite:'))
    }
    case 'postgres':
    case 'postgresql': {
      const { openPostgresStore } = await import('./postgres-store.ts')
      return openPostgresStore(location, { timeoutMs: TIMEOUT_MS, folder: '.', ...options })
    }
    case 'mongodb':
    case 'mongodb+srv': {
      const { openMongoStore } = await import('./mongo-store.ts')
      return openMongoStore(location, { timeoutMs: TIMEOUT_MS, folder: '.', ...options })
    }
    default:
      // What it is not, is not shown: it may be a URL with a password.
      throw new UserError(
        'The location of the store is not understood.',
        'Write file:./sessions, redis://127.0.0.1:6379, postgres://host/db, mongodb://host/db or sqlite:./sessions.db.',
      )
  }
}
