import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addShop } from './app.ts'
import { slowStore, type Wait } from './slow-store.ts'

export { options, values } from './app.ts'

/** The shop with a slow store, and a login that redirects. */
export function createApp(options: SessionOptions, { wait }: { readonly wait: Wait }) {
  const app = express()
  app.use(session({ store: slowStore(wait), ...options }))
  addShop(app)

  app.post('/login/:user', (req, res, next) => {
    // #region redirect
    req.session.regenerate((error) => {
      if (error) return next(error)
      req.session.user = req.params.user
      res.redirect('/me')
    })
    // #endregion
  })
  return app
}
