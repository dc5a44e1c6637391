import express, { type Express } from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}

export function createApp(options: SessionOptions) {
  const app = express()
  // #region cors
  app.use((_req, res, next) => {
    res.set('Access-Control-Allow-Origin', '*')
    next()
  })
  // #endregion
  app.use(session(options))
  addRoutes(app)
  return app
}

/** The routes of every app in this lesson. Nobody is asked for a password: lesson 5 does that. */
export function addRoutes(app: Express): void {
  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user })
  })

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })

  app.post('/login', express.json(), (req, res) => {
    req.session.user = String(req.body.user)
    res.json({ user: req.session.user })
  })

  app.post('/pay', (req, res) => {
    res.json({ paidBy: req.session.user ?? 'nobody' })
  })
}

declare module 'express-session' {
  interface SessionData {
    user: string
  }
}
