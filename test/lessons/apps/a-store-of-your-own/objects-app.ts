import express from 'express'
import session, { type SessionData, type SessionOptions } from 'express-session'
import { MapStore, type Done } from '../../../../lessons/11-a-store-of-your-own/map-store.ts'

export { options } from '../../../../lessons/11-a-store-of-your-own/app.ts'

/** Keeps what it is given as it is. */
class ObjectStore extends MapStore {
  readonly objects = new Map<string, SessionData>()
  override get(id: string, done: Done) {
    done(null, this.objects.get(id) ?? null)
  }
  override set(id: string, data: SessionData, done: Done) {
    this.objects.set(id, data)
    done()
  }
}

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session({ store: new ObjectStore(), ...options }))
  app.use((req, res) => {
    req.session.since ??= new Date()
    res.json({ isDate: req.session.since instanceof Date, count: 'function' })
  })
  return app
}
