import type { SessionOptions } from 'express-session'
import * as memory from './app.ts'
import { sharedStore, type Shared } from './shared-store.ts'

export function createApp(options: SessionOptions, world: memory.World & Shared) {
  const { redis, folder } = world
  // #region store
  const store = sharedStore({ redis, folder }) // Redis, or else files
  const app = memory.createApp({ store, ...options }, world)
  // #endregion
  return app
}

export const { options, values } = memory
