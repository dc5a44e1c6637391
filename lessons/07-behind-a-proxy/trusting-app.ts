import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from './app.ts'

export { options, values } from './app.ts'

export function createApp(options: SessionOptions) {
  const app = express()
  app.set('trust proxy', 1)
  app.use(session(options))
  addRoutes(app)
  return app
}
