import { UserError } from '../errors.ts'
import type { StoreOptions, StoreReader } from './stored-session.ts'

/** The longest that one look-up may take unless told otherwise. In milliseconds. */
const TIMEOUT_MS = 2000

/**
 * Opens the store that `--store` names: `file:<folder>` for session-file-store, `redis://`, `rediss://` or `unix:/path` for
 * connect-redis. Nothing is read or connected yet, and what reads the other kind is not loaded.
 * @throws UserError for a location that names no store
 */
export async function openStore(location: string, options: StoreOptions): Promise<StoreReader> {
  const scheme = /^[a-z][a-z+]+(?=:)/i.exec(location)?.[0].toLowerCase()
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
    default:
      // What it is not, is not shown: it may be a URL with a password.
      throw new UserError(
        'The location of the store is not understood.',
        'Write file:./sessions for a folder of session-file-store, or redis://127.0.0.1:6379 for Redis.',
      )
  }
}
