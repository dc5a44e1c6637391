import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { slowStore, type Wait } from './slow-store.ts'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}

export function createApp(options: SessionOptions, { wait }: { readonly wait: Wait }) {
  const app = express()
  app.use(session({ store: slowStore(wait), ...options }))

  // #region login
  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.redirect('/me')
  })
  // #endregion

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })

  // #region saved
  app.post('/saved-login/:user', (req, res, next) => {
    req.session.user = req.params.user
    req.session.save((error) => {
      if (error) return next(error)
      res.redirect('/me')
    })
  })
  // #endregion
  return app
}

declare module 'express-session' {
  interface SessionData {
    user: string
    cart: readonly string[]
    visits: number
  }
}
