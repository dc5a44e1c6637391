import session, { type SessionData } from 'express-session'
import type { Database } from 'node-sqlite3-wasm'
import type { Done } from './map-store.ts'

const DAY = 24 * 60 * 60 * 1000

/** When a session ends, in milliseconds since 1970. */
const endOf = ({ cookie }: SessionData) => Date.now() + (cookie.maxAge ?? DAY)

const TABLE = 'CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, data TEXT, ends INTEGER)'
const GET = 'SELECT data FROM sessions WHERE id = ?'

/** Keeps sessions in a table, with the end of each. */
export class SqliteStore extends session.Store {
  readonly db: Database

  constructor(db: Database) {
    super()
    this.db = db
    db.run(TABLE)
  }

  // #region ends
  get(id: string, done: Done) {
    const row = this.db.get(`${GET} AND ends > ?`, [id, Date.now()])
    done(null, row && JSON.parse(row['data'] as string))
  }
  prune() {
    this.db.run('DELETE FROM sessions WHERE ends < ?', [Date.now()])
  }
  // #endregion

  set(id: string, data: SessionData, done: Done) {
    this.db.run('REPLACE INTO sessions VALUES (?, ?, ?)', [id, JSON.stringify(data), endOf(data)])
    done()
  }

  override touch(id: string, data: SessionData, done: Done) {
    this.db.run('UPDATE sessions SET ends = ? WHERE id = ?', [endOf(data), id])
    done()
  }

  destroy(id: string, done: Done) {
    this.db.run('DELETE FROM sessions WHERE id = ?', [id])
    done()
  }
}
