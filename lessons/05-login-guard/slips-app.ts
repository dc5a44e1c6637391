import { callbackify } from 'node:util'
import express, { type NextFunction, type Request, type Response } from 'express'
import session, { type SessionOptions } from 'express-session'
import { addUser, openDatabase, type User } from './users.ts'

export { options, values } from './app.ts'

/** Code that is in many notes, and does not do what it says. */
export function createApp(options: SessionOptions) {
  const db = openDatabase()
  const letters = ['Dear Ada', 'Dear Ben', 'Dear Cleo']
  let adding: Promise<void> | undefined

  const userSchema = {
    addUser(req: Request, callback: (error: unknown, response?: User) => void) {
      adding = new Promise((resolve) => {
        addThenCall(db, req.body, (error, user) => {
          callback(error, user)
          resolve()
        })
      })
    },
  }

  const app = express()
  // The next click of a person comes later than the callback of a database. Here it waits for it.
  app.use(async (_req, _res, next) => {
    await adding
    next()
  })
  app.use(express.json())
  app.use(session(options))

  // #region inside
  app.delete('/letters', (req, res, next) => {
    requireLogin(req, res, next)
    letters.length = 0
    res.end()
  })
  // #endregion

  // #region route
  // @ts-expect-error -- TypeScript: Expected 1 arguments, but got 2
  app.route('/register', (req, _res) => {
    userSchema.addUser(req, (_error, response) => {
      if (response) {
        // add userinfo
        req.session.userID = response.id
      }
    })
  })
  // #endregion

  // #region late
  app.route('/sign-up').post((req, res) => {
    userSchema.addUser(req, (_error, response) => {
      if (response) req.session.userID = response.id
    })
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ welcome: req.body.name })
  })
  // #endregion

  app.get('/', (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ visits: req.session.visits })
  })

  app.get('/letters', (_req, res) => {
    res.json({ letters: letters.length })
  })

  app.get('/users', (_req, res) => {
    res.json({ names: db.all('SELECT name FROM users').map((row) => row['name']) })
  })

  app.get('/account', requireLogin, (req, res) => {
    res.json({ id: req.session.userID })
  })
  return app
}

function requireLogin(req: Request, res: Response, next: NextFunction) {
  if (req.session.userID) next()
  else res.status(401).json({ error: 'log in first' })
}

const addThenCall = callbackify(addUser)
