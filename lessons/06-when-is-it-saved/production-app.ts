import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { slowStore, type Wait } from './slow-store.ts'

export { options } from './app.ts'

export function createApp(options: SessionOptions, { wait }: { readonly wait: Wait }) {
  const app = express()
  app.use(session({ store: slowStore(wait), ...options }))

  app.post('/login/:user', (req, res, next) => {
    // #region redirect
    req.session.user = req.params.user
    req.session.save((error) => {
      if (error) return next(error)
      res.redirect('/me')
    })
    // #endregion
  })

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })
  return app
}
