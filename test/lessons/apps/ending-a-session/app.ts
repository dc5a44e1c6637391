import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { options as usual } from '../../../../lessons/10-ending-a-session/app.ts'

export const options = usual

/** The shop of the lesson as its claims do not have it: each logout does more, and the upload looks before it writes. */
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

  app.post('/shop/logout', (_req, res) => {
    res.clearCookie('connect.sid')
    res.json({ goodbye: true })
  })

  app.post(['/shop/clear', '/shop/destroy'], (req, res) => {
    req.session.destroy(() => {
      res.clearCookie('connect.sid', { path: '/shop' })
      res.json({ session: typeof req.session })
    })
  })

  app.post('/shop/null', (req, res) => {
    if (req.session.user === undefined) req.session.cart = []
    // @ts-expect-error -- TypeScript: Type 'null' is not assignable
    else req.session = null
    res.json({ goodbye: true })
  })

  app.post('/shop/forget', (req, res) => {
    delete req.session.user
    delete req.session.cart
    res.json({ goodbye: true })
  })

  app.post('/shop/upload/:photo', async (req, res) => {
    await wait(300)
    req.session.reload((error) => {
      if (error) return res.status(401).json({ user: 'nobody' })
      req.session.photo = req.params.photo
      res.json({ uploaded: req.session.photo })
    })
  })
  return app
}
