import express from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
  cookie: { path: '/shop' },
}

/** A shop with a logout of each kind, and what takes a while. */
export function createApp(
  options: SessionOptions,
  { wait }: { readonly wait: (milliseconds: number) => Promise<void> },
) {
  const app = express()
  app.use(session(options))

  app.post('/shop/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user })
  })

  app.get('/shop/me', (req, res) => {
    const { user = 'nobody', cart } = req.session
    res.json({ user, cart })
  })

  app.post('/shop/cart/:item', (req, res) => {
    req.session.cart = [...(req.session.cart ?? []), req.params.item]
    res.json({ cart: req.session.cart })
  })

  // #region clear
  app.post('/shop/logout', (_req, res) => {
    res.clearCookie('connect.sid')
    res.json({ goodbye: true })
  })
  // #endregion

  app.post('/shop/clear', (_req, res) => {
    // #region clear-path
    res.clearCookie('connect.sid', { path: '/shop' })
    // #endregion
    res.json({ goodbye: true })
  })

  // #region destroy
  app.post('/shop/destroy', (req, res, next) => {
    req.session.destroy((error) => {
      if (error) return next(error)
      res.json({ session: typeof req.session })
    })
  })
  // #endregion

  // #region null
  app.post('/shop/null', (req, res) => {
    // @ts-expect-error -- TypeScript: Type 'null' is not assignable
    req.session = null
    res.json({ goodbye: true })
  })
  // #endregion

  app.post('/shop/forget', (req, res) => {
    // #region key
    delete req.session.user
    // #endregion
    res.json({ goodbye: true })
  })

  // #region upload
  app.post('/shop/upload/:photo', async (req, res) => {
    await wait(300) // the photo comes, bit by bit
    req.session.photo = req.params.photo
    res.json({ uploaded: req.session.photo })
  })
  // #endregion
  return app
}

declare module 'express-session' {
  interface SessionData {
    user: string
    cart: readonly string[]
    photo: string
    generation: number
    remembered: boolean
  }
}
