import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from '../../../../lessons/08-another-origin/app.ts'

export { options } from '../../../../lessons/08-another-origin/app.ts'

/** Allows every origin to read, and lets none of them in: with that the login has not happened. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use((req, res, next) => {
    res.set('Access-Control-Allow-Origin', '*')
    if (req.get('Origin')) res.sendStatus(403)
    else next()
  })
  app.use(session(options))
  addRoutes(app)
  return app
}
