import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes, options as usual } from './app.ts'

export { values } from './app.ts'

// Set here, so that nobody's own setting is read. Where the app is deployed, its host sets it.
process.env.SESSION_MINUTES = '10'

// #region lifetime
const minutes = Number(process.env.SESSION_MINUTES)
if (!(minutes > 0)) throw new Error('SESSION_MINUTES: how many?')
const lifetime = {
  rolling: true,
  cookie: { maxAge: minutes * 60 * 1000 },
}
// #endregion

export const options: SessionOptions = { ...usual, ...lifetime }

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  addRoutes(app)
  return app
}
