import express, { type NextFunction, type Request, type Response } from 'express'
import session, { type SessionOptions } from 'express-session'

export { options, values } from './app.ts'

// #region called
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  // @ts-expect-error -- TypeScript would have told: there is no req here
  app.use('/abc', checkValidCookie(req, res, next), main)
  return app
}

function checkValidCookie(req: Request, res: Response, next: NextFunction) {
  if (req.session.userID) next()
  else res.status(401).json({ error: 'log in first' })
}
// #endregion

function main(_req: Request, res: Response) {
  res.json({ secret: 42 })
}
