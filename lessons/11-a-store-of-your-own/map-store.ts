import session, { type SessionData } from 'express-session'

/** How a store says that it is done: with an error, or with what it found. */
export type Done = (error?: unknown, found?: SessionData | null) => void

// #region store
export class MapStore extends session.Store {
  rows = new Map<string, string>()

  get(id: string, done: Done) {
    done(null, JSON.parse(this.rows.get(id) as string))
  }
  set(id: string, data: SessionData, done: Done) {
    this.rows.set(id, JSON.stringify(data))
    done()
  }
  destroy(id: string, done: Done) {
    this.rows.delete(id)
    done()
  }
}
// #endregion
