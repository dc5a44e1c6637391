import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes, options as usual } from './app.ts'

// #region options
const yours: Partial<SessionOptions> = {
  name: 'shop.sid', // another one for each app on this host
  cookie: { sameSite: 'lax', secure: 'auto' },
}
// #endregion

export const options: SessionOptions = { ...usual, ...yours }

/** @param world `frontEnd` is the origin of the page, as in `http://localhost:5173` */
export function createApp(options: SessionOptions, { frontEnd }: { readonly frontEnd: string }) {
  const app = express()
  // #region cors
  app.use((req, res, next) => {
    res.set('Access-Control-Allow-Origin', frontEnd)
    res.set('Access-Control-Allow-Credentials', 'true')
    res.set('Access-Control-Allow-Headers', 'Content-Type')
    if (req.method === 'OPTIONS') res.sendStatus(204)
    else next()
  })
  // #endregion
  app.use(session(options))
  addRoutes(app)
  return app
}
