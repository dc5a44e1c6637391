import express, { type Express } from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}

/** A shop with three logins: as one often sees it, with regenerate(), and with the cart carried over. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  addShop(app)

  // #region login
  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user })
  })
  // #endregion

  // #region safe
  app.post('/safe-login/:user', (req, res, next) => {
    req.session.regenerate((error) => {
      if (error) return next(error)
      req.session.user = req.params.user
      res.json({ user: req.session.user })
    })
  })
  // #endregion

  app.post('/carrying-login/:user', (req, res, next) => {
    // #region carry
    const { cart } = req.session
    req.session.regenerate((error) => {
      if (error) return next(error)
      Object.assign(req.session, { user: req.params.user, cart })
      res.json({ user: req.session.user })
    })
    // #endregion
  })
  return app
}

/** What every shop of this lesson has. Nobody is asked for a password: lesson 5 does that. */
export function addShop(app: Express): void {
  app.post('/cart/:item', (req, res) => {
    req.session.cart = [req.params.item]
    res.json({ cart: req.session.cart })
  })

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody', cart: req.session.cart })
  })
}

export const values = { genid: { constant: () => 'always-the-same' } }

declare module 'express-session' {
  interface SessionData {
    user: string
    cart: readonly string[]
  }
}
