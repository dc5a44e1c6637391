import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { options as usual } from '../../../../lessons/10-ending-a-session/production-app.ts'

export const options = usual

/** A logout that only clears the cookie. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))

  app.post('/shop/login/:user', (req, res) => {
    req.session.user = req.params.user
    req.session.cookie.maxAge = 30 * 24 * 60 * 60 * 1000
    res.json({ user: req.session.user })
  })

  app.get('/shop/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })

  app.post('/shop/logout', (_req, res) => {
    res.clearCookie('shop.sid', { path: '/shop' })
    res.json({ goodbye: true })
  })
  return app
}
