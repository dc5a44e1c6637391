import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { createApp as createRealApp } from '../../../../lessons/03-genid/app.ts'

export { options, values } from '../../../../lessons/03-genid/app.ts'

/** Every request gets a new id, whether its session is known or not. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options), (req, _res, next) => req.session.regenerate(next))
  // The real app's own session() leaves a request alone that has a session already.
  app.use(createRealApp(options))
  return app
}
