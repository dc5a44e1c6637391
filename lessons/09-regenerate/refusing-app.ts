import express, { type ErrorRequestHandler } from 'express'
import session, { type MemoryStore, type SessionOptions } from 'express-session'
import { addShop } from './app.ts'

export { options, values } from './app.ts'

/** The shop with a store that can be told to delete nothing. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session({ store: refusingStore(), ...options }))
  addShop(app)

  // #region login
  app.post('/login/:user', (req, res, next) => {
    req.session.regenerate((error) => {
      if (error) return next(error)
      req.session.user = req.params.user
      res.json({ user: req.session.user })
    })
  })
  // #endregion

  const tell: ErrorRequestHandler = (error: Error, _req, res, _next) => {
    res.status(500).json({ error: error.message })
  }
  app.use(tell)
  return app
}

function refusingStore(): MemoryStore {
  const store = new session.MemoryStore()
  // #region store
  store.destroy = (_id, done) => done?.(new Error('it cannot delete'))
  // #endregion
  return store
}
