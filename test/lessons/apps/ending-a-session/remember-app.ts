import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { options as usual } from '../../../../lessons/10-ending-a-session/remember-app.ts'

export const options = usual
const DAY = 24 * 60 * 60 * 1000

/** A shop that changes no data, goes back to an hour at each visit, and leaves the cookie as the options have it. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))

  app.post(['/login/:user', '/public/login/:user'], (req, res) => {
    req.session.user = String(req.params['user'])
    res.json({ user: req.session.user })
  })

  app.get('/me', (req, res) => {
    req.session.cookie.maxAge = DAY / 24
    res.json({ user: req.session.user ?? 'nobody' })
  })

  app.post(['/remember', '/remember/said'], (req, res) => {
    req.session.cookie.maxAge = 30 * DAY
    res.json({ remembered: req.session.user })
  })

  app.post('/forget', (req, res) => {
    req.session.cookie.expires = null
    req.session.remembered = false
    res.json({ user: req.session.user })
  })
  return app
}
