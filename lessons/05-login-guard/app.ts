import { randomUUID } from 'node:crypto'
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import session, { type SessionOptions } from 'express-session'
import { addUser, checkPassword, openDatabase, type User } from './users.ts'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}

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
      .then((user) => logIn(req, user))
      .then(({ name }) => res.json({ name }))
      .catch(next) // needed in Express 4, which ignores promises
  })

  app.post('/login', (req, res, next) => {
    checkPassword(db, req.body)
      .then((user) => logIn(req, user))
      .then(({ name }) => res.json({ name }))
      .catch(next)
  })

  app.get('/login', (_req, res) => {
    res.send('<h1>Log in</h1>')
  })

  // #region logout
  app.post('/logout', (req, res, next) => {
    req.session.destroy((error) => {
      if (error) return next(error)
      res.clearCookie('connect.sid')
      res.json({ loggedOut: true })
    })
  })
  // #endregion

  // #region guard
  const requireLogin: RequestHandler = (req, res, next) => {
    const id = req.session.userID ?? null
    const user = db.get('SELECT name FROM users WHERE id = ?', [id])
    if (user) {
      res.locals.user = user
      next()
    } else if (req.accepts(['json', 'html']) === 'html') {
      res.redirect('/login')
    } else {
      res.status(401).json({ error: 'log in first' })
    }
  }
  // #endregion

  app.get('/account', requireLogin, (_req, res) => {
    res.json({ name: res.locals.user.name })
  })

  app.delete('/account', requireLogin, (req, res, next) => {
    const id = req.session.userID ?? null
    db.run('DELETE FROM users WHERE id = ?', [id])
    req.session.destroy((error) => {
      if (error) return next(error)
      res.clearCookie('connect.sid')
      res.json({ closed: true })
    })
  })

  app.get('/archive', trustSession, (_req, res) => {
    res.json({ pages: 12 })
  })
  return app
}

// #region logIn
function logIn(req: Request, user: User) {
  return new Promise<User>((resolve, reject) => {
    req.session.regenerate((error) => {
      if (error) return reject(error)
      req.session.userID = user.id
      resolve(user)
    })
  })
}
// #endregion

// #region trusting
function trustSession(req: Request, res: Response, next: NextFunction) {
  if (req.session.userID) next()
  else res.status(401).json({ error: 'log in first' })
}
// #endregion

export const values = {
  genid: {
    constant: () => 'always-the-same',
    named: (req: Request) => `${String(req.body?.name)}.${randomUUID()}`,
  },
}

declare module 'express-session' {
  interface SessionData {
    userID: number
    visits: number
  }
}
