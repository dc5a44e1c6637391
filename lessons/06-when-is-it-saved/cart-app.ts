import express from 'express'
import session, { type SessionOptions } from 'express-session'
import type { Wait } from './slow-store.ts'

export { options } from './app.ts'

export function createApp(options: SessionOptions, { wait }: { readonly wait: Wait }) {
  const app = express()
  app.use(session(options))

  /** Asks a slow service; for pears it is quicker. */
  const inStock = (item: string) => wait(item === 'pear' ? 100 : 300)

  // #region cart
  app.post('/cart/:item', async (req, res) => {
    await inStock(req.params.item)
    req.session.cart = [...(req.session.cart ?? []), req.params.item]
    res.json({ cart: req.session.cart })
  })
  // #endregion

  // #region careful
  app.post('/careful-cart/:item', async (req, res, next) => {
    await inStock(req.params.item)
    req.session.reload((error) => {
      if (error) return next(error)
      req.session.cart = [...(req.session.cart ?? []), req.params.item]
      res.json({ cart: req.session.cart })
    })
  })
  // #endregion

  app.get('/cart', (req, res) => {
    res.json({ cart: req.session.cart ?? [] })
  })

  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user })
  })

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })

  app.get('/touch', (req, res) => {
    req.session.touch()
    res.json({ user: req.session.user ?? 'nobody' })
  })

  // #region report
  app.get('/report', async (req, res) => {
    await wait(300) // a long query, which only reads
    res.json({ report: `for ${req.session.user}` })
  })

  app.post('/logout', (req, res, next) => {
    req.session.destroy((error) => {
      if (error) return next(error)
      res.json({ user: 'nobody' })
    })
  })
  // #endregion
  return app
}
