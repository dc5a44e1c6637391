import type { SessionData } from 'express-session'
import { MapStore, type Done } from './map-store.ts'

/** Knows what has ended. */
export class EndingStore extends MapStore {
  // #region get
  override get(id: string, done: Done) {
    const text = this.rows.get(id)
    const found = text && JSON.parse(text)
    const end = found?.cookie.expires
    if (end && new Date(end) <= new Date()) return this.destroy(id, done)
    done(null, found)
  }
  // #endregion
}

/** Also moves the end of a session that is only read. */
export class LastingStore extends EndingStore {
  // #region touch
  override touch(id: string, { cookie }: SessionData, done: Done) {
    const text = this.rows.get(id)
    const found = text && JSON.parse(text)
    if (found) this.rows.set(id, JSON.stringify({ ...found, cookie }))
    done()
  }
  // #endregion
}
