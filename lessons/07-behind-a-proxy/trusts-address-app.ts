import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from './app.ts'

export { options, values } from './app.ts'

export function createApp(options: SessionOptions) {
  const app = express()
  // #region trust
  app.set('trust proxy', '10.1.2.3')
  app.use(session(options))
  // #endregion
  addRoutes(app)
  return app
}
