import session, { type SessionOptions } from 'express-session'
import * as real from '../../../../lessons/05-login-guard/report-app.ts'

export const { options, values } = real

/** A store that never takes back what it has destroyed. */
class FinalStore extends session.MemoryStore {
  private readonly destroyed = new Set<string>()

  override destroy(id: string, callback?: (error?: unknown) => void) {
    this.destroyed.add(id)
    super.destroy(id, callback)
  }

  override set(id: string, data: session.SessionData, callback?: (error?: unknown) => void) {
    if (this.destroyed.has(id)) callback?.()
    else super.set(id, data, callback)
  }
}

export const createApp = (options: SessionOptions) => real.createApp({ ...options, store: new FinalStore() })
