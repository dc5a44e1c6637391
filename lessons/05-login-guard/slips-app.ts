import express, { type NextFunction, type Request, type Response } from 'express'
import session, { type SessionOptions } from 'express-session'
import { addUser as addTo, openDatabase } from './users.ts'

export { options, values } from './app.ts'

/** Code that looks right and does something else. */
export function createApp(options: SessionOptions) {
  const db = openDatabase()
  let adding: Promise<unknown> | undefined
  const addUser = (user: unknown) => {
    const added = addTo(db, user)
    adding = added
    return added
  }

  const app = express()
  // The next click of a person comes later than the answer of a database. Here it waits for it.
  app.use(async (_req, _res, next) => {
    await adding
    next()
  })
  app.use(express.json())
  app.use(session(options))

  // #region route
  // @ts-expect-error -- TypeScript: Expected 1 arguments, but got 2
  app.route('/register', (req, res) => {
    req.session.userID = 1
    res.json({ welcome: req.body.name })
  })
  // #endregion

  // #region late
  app.post('/sign-up', (req, res, next) => {
    addUser(req.body).then(({ id }) => {
      req.session.userID = id
    }, next)
    req.session.visits = 1
    res.json({ welcome: req.body.name })
  })
  // #endregion

  app.get('/account', requireLogin, (req, res) => {
    res.json({ id: req.session.userID })
  })

  return app
}

function requireLogin(req: Request, res: Response, next: NextFunction) {
  if (req.session.userID) next()
  else res.status(401).json({ error: 'log in first' })
}
