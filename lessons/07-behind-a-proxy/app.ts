import express from 'express'
import session, { type SessionOptions } from 'express-session'

// #region options
export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}
// #endregion

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))

  // #region visits
  app.get('/', (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ visits: req.session.visits })
  })
  // #endregion
  return app
}

/** What the lesson and `--set` can name beside JSON. */
export const values = {
  genid: { constant: () => 'always-the-same' },
}

declare module 'express-session' {
  interface SessionData {
    visits: number
  }
}
