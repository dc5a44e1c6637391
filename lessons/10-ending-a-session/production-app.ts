import express, { type RequestHandler } from 'express'
import session, { type SessionOptions } from 'express-session'
import { options as usual } from './app.ts'
import { openUsers } from './users.ts'

const DAY = 24 * 60 * 60 * 1000

// #region one-place
const NAME = 'shop.sid'
const PLACE = { path: '/shop' } // and domain, if you set one
export const options: SessionOptions = { ...usual, name: NAME, cookie: PLACE }
// #endregion

export function createApp(options: SessionOptions) {
  const db = openUsers()
  const app = express()
  app.use(session(options))
  app.use(express.json())

  const generationOf = (name: string) =>
    Number(db.get('SELECT generation FROM users WHERE name = ?', [name])?.generation)

  app.post('/shop/login/:user', (req, res, next) => {
    const name = req.params.user
    const { remember } = req.body
    // #region login
    req.session.regenerate((error) => {
      if (error) return next(error)
      req.session.user = name
      req.session.generation = generationOf(name)
      if (remember) req.session.cookie.maxAge = 30 * DAY
      res.json({ user: name })
    })
    // #endregion
  })

  const guard: RequestHandler = (req, res, next) => {
    const { user, generation } = req.session
    if (user && generation === generationOf(user)) next()
    else res.status(401).json({ user: 'nobody' })
  }

  app.get('/shop/me', guard, (req, res) => {
    res.json({ user: req.session.user })
  })

  app.post('/shop/logout', (req, res, next) => {
    // #region logout
    req.session.destroy((error) => {
      if (error) return next(error)
      res.clearCookie(NAME, PLACE)
      res.json({ goodbye: true })
    })
    // #endregion
  })
  return app
}
