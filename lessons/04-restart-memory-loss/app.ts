import express from 'express'
import session, { type SessionOptions } from 'express-session'

// #region options
export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}
// #endregion

// #region app
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))

  // There are no passwords here. Lesson 5 does it properly.
  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ id: req.sessionID, user: req.session.user })
  })

  app.get('/me', (req, res) => {
    res.json({ id: req.sessionID, user: req.session.user ?? 'nobody' })
  })
  return app
}
// #endregion

let visitors = 0

export const values = {
  secret: { none: [], bytes: Buffer.from('bytes that only this lesson knows') },
  genid: { counter: () => String(++visitors) },
}

declare module 'express-session' {
  interface SessionData {
    user: string
  }
}
