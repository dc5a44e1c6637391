import express from 'express'
import session, { type SessionOptions } from 'express-session'

export { values } from './app.ts'

// Set here, so that nobody's own secret is read. Where the app is deployed, its host sets it.
process.env.SESSION_SECRET = 'a secret that only this lesson knows'

// #region options
export const options: SessionOptions = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { secure: true },
}
// #endregion

export function createApp(options: SessionOptions) {
  const app = express()
  app.set('trust proxy', 1)
  app.use(session(options))

  app.get('/', (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ visits: req.session.visits })
  })
  return app
}
