import express from 'express'
import session, { type SessionOptions } from 'express-session'

// #region options
export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: true,
}
// #endregion

// #region app
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))

  app.get('/', (req, res) => {
    res.json({ id: req.sessionID })
  })

  app.post('/name/:name', (req, res) => {
    req.session.name = req.params.name
    res.json({ id: req.sessionID, name: req.session.name })
  })

  app.get('/name', (req, res) => {
    res.json({ id: req.sessionID, name: req.session.name })
  })

  app.post('/regenerate', (req, res, next) => {
    req.session.regenerate((error) => {
      if (error) next(error)
      else res.json({ id: req.sessionID })
    })
  })
  return app
}
// #endregion


declare module 'express-session' {
  interface SessionData {
    name: string
  }
}
