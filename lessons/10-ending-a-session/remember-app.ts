import express from 'express'
import session, { type SessionOptions } from 'express-session'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
  cookie: { maxAge: HOUR, sameSite: 'lax' },
}

/** A shop that can remember people for longer than its options say. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))

  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user })
  })

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })

  // #region remember
  app.post('/remember', (req, res) => {
    req.session.cookie.maxAge = 30 * DAY
    req.session.touch()
    res.json({ remembered: req.session.user })
  })
  // #endregion

  app.post('/remember/said', (req, res) => {
    // #region said
    req.session.cookie.maxAge = 30 * DAY
    req.session.remembered = true
    // #endregion
    res.json({ remembered: req.session.user })
  })

  app.post('/forget', (req, res) => {
    // #region null
    req.session.cookie.expires = null
    req.session.remembered = false
    // #endregion
    res.json({ user: req.session.user })
  })

  app.post('/public/login/:user', (req, res) => {
    // #region public
    req.session.user = req.params.user
    req.session.cookie.expires = null
    req.session.cookie.sameSite = 'strict'
    // #endregion
    res.json({ user: req.session.user })
  })
  return app
}
