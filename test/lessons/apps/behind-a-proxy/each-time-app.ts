import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from '../../../../lessons/07-behind-a-proxy/app.ts'

export { options, values } from '../../../../lessons/07-behind-a-proxy/app.ts'

/** Looks at each request whether its cookie is to be Secure. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.set('trust proxy', 1)
  app.use(session(options))
  app.use((req, _res, next) => {
    req.session.cookie.secure = req.secure
    next()
  })
  addRoutes(app)
  return app
}
