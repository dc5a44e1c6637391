import express from 'express'
import session, { type SessionOptions } from 'express-session'

export { options, values } from './app.ts'

export function createApp(options: SessionOptions) {
  const app = express()

  // #region secret
  // cookieParser('a secret for cookie-parser') does this too.
  app.use((req, _res, next) => {
    Object.assign(req, { secret: 'a secret for cookie-parser' })
    next()
  })

  app.use(session(options))
  // #endregion

  app.get('/', (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ visits: req.session.visits })
  })
  return app
}
