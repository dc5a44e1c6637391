import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addShop } from './app.ts'
import { slowStore, type Wait } from './slow-store.ts'

export { options, values } from './app.ts'

export function createApp(options: SessionOptions, { wait }: { readonly wait: Wait }) {
  const app = express()
  app.use(session({ store: slowStore(wait), ...options }))
  addShop(app)

  app.post('/login/:user', (req, res, next) => {
    // #region login
    const { cart } = req.session // anybody may bring that
    req.session.regenerate((error) => {
      if (error) return next(error)
      Object.assign(req.session, { user: req.params.user, cart })
      req.session.save((err) => (err ? next(err) : res.redirect('/me')))
    })
    // #endregion
  })
  return app
}
