import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from './app.ts'

export { options } from './app.ts'

/** @param world `frontEnd` is the origin of the page, as in `http://localhost:5173` */
export function createApp(options: SessionOptions, { frontEnd }: { readonly frontEnd: string }) {
  const app = express()
  // #region cors
  app.use((_req, res, next) => {
    res.set('Access-Control-Allow-Origin', frontEnd)
    res.set('Access-Control-Allow-Credentials', 'true')
    next()
  })
  // #endregion
  app.use(session(options))
  addRoutes(app)
  return app
}
