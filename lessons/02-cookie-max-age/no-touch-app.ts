import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from './app.ts'

export { options, values } from './app.ts'

export function createApp(options: SessionOptions) {
  const app = express()

  // #region store
  // MemoryStore, but without its method touch().
  const store = Object.assign(new session.MemoryStore(), { touch: undefined })

  app.use(session({ ...options, store }))
  // #endregion

  addRoutes(app)
  return app
}
