import express, { type RequestHandler } from 'express'
import session, { type SessionOptions } from 'express-session'
import { openUsers } from './users.ts'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}

/** A guard that compares a number of the session with that of its user. */
export function createApp(
  options: SessionOptions,
  { wait }: { readonly wait: (milliseconds: number) => Promise<void> },
) {
  const db = openUsers()
  const app = express()
  app.use(session(options))

  const generationOf = (name = '') => db.get('SELECT generation FROM users WHERE name = ?', [name])?.generation

  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    req.session.generation = Number(generationOf(req.params.user))
    res.json({ user: req.session.user })
  })

  const guard: RequestHandler = (req, res, next) => {
    // #region guard
    const { user, generation } = req.session
    if (user && generation === generationOf(user)) next()
    else res.status(401).json({ user: 'nobody' })
    // #endregion
  }

  app.post('/logout-everywhere', guard, (req, res, next) => {
    const name = req.session.user ?? ''
    const goodbye = (error?: Error) => (error ? next(error) : res.json({ goodbye: name }))
    // #region everywhere
    const sql = 'UPDATE users SET generation = generation + 1'
    db.run(`${sql} WHERE name = ?`, [name])
    req.session.destroy(goodbye)
    // #endregion
  })

  app.get('/me', guard, (req, res) => {
    res.json({ user: req.session.user })
  })

  app.post('/upload/:photo', guard, async (req, res) => {
    await wait(300)
    req.session.photo = String(req.params['photo'])
    res.json({ uploaded: req.session.photo })
  })
  return app
}
