import express, { type NextFunction, type Request, type Response } from 'express'
import session, { type SessionOptions } from 'express-session'

export { options, values } from './app.ts'

/** Code that looks right and does something else. */
export function createApp(options: SessionOptions) {
  const letters = ['Dear Ada', 'Dear Ben', 'Dear Cleo']
  const app = express()
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
  app.route('/register', (req, res) => {
    req.session.userID = 1
    res.json({ welcome: req.body.name })
  })
  // #endregion

  app.get('/letters', (_req, res) => {
    res.json({ letters: letters.length })
  })
  return app
}

function requireLogin(req: Request, res: Response, next: NextFunction) {
  if (req.session.userID) next()
  else res.status(401).json({ error: 'log in first' })
}
