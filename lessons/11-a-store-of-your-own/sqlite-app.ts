import path from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import type { SessionOptions } from 'express-session'
import { createShop } from './app.ts'
import { SqliteStore } from './sqlite-store.ts'

export { options } from './app.ts'

export function createApp(options: SessionOptions, { folder }: { readonly folder: string }) {
  const db = new sqlite.Database(path.join(folder, 'sessions.db'))
  return createShop(new SqliteStore(db), options)
}
