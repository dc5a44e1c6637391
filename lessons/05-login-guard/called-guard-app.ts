import express, { type Request, type RequestHandler, type Response } from 'express'
import session, { type SessionOptions } from 'express-session'

export { options, values } from './app.ts'

const checkValidCookie: RequestHandler = (req, res, next) => {
  if (req.session.userID) next()
  else res.status(401).json({ error: 'log in first' })
}

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  // #region called
  // @ts-expect-error -- TypeScript: Cannot find name 'req'
  app.use('/abc', checkValidCookie(req, res, next), main)
  // #endregion
  return app
}

function main(_req: Request, res: Response) {
  res.json({ secret: 42 })
}
