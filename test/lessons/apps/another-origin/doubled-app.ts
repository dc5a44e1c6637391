import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from '../../../../lessons/08-another-origin/app.ts'

export { options } from '../../../../lessons/08-another-origin/app.ts'

/** Names the origin and allows credentials, but something else adds a second Access-Control-Allow-Origin, as a proxy may. */
export function createApp(options: SessionOptions, { frontEnd }: { readonly frontEnd: string }) {
  const app = express()
  app.use((_req, res, next) => {
    res.append('Access-Control-Allow-Origin', [frontEnd, '*'])
    res.set('Access-Control-Allow-Credentials', 'true')
    next()
  })
  app.use(session(options))
  addRoutes(app)
  return app
}
