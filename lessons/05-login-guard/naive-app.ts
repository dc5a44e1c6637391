import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addUser, openDatabase } from './users.ts'

export { options, values } from './app.ts'

/** Login and logout as one often sees them: no regenerate(), no clearCookie(). */
export function createApp(options: SessionOptions) {
  const db = openDatabase()
  const app = express()
  app.use(express.json())
  app.use(session(options))

  app.get('/', (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ visits: req.session.visits })
  })

  app.post('/register', (req, res, next) => {
    addUser(db, req.body)
      // #region login
      .then(({ id, name }) => {
        req.session.userID = id
        res.json({ name })
      })
      // #endregion
      .catch(next)
  })

  app.post('/logout', (req, res, next) => {
    req.session.destroy((error) => {
      if (error) return next(error)
      res.json({ loggedOut: true })
    })
  })

  app.get('/account', (req, res) => {
    const user = db.get('SELECT name FROM users WHERE id = ?', [req.session.userID ?? null])
    if (user) res.json(user)
    else res.status(401).json({ error: 'log in first' })
  })
  return app
}
