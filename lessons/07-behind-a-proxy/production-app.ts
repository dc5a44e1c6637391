import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes, options as usual } from './app.ts'

export { values } from './app.ts'

// Set here, so that nobody's own setting is read. Where the app is deployed, its host sets it.
process.env.PROXY_ADDRESS = 'loopback'

/** `secure` stands below, where it is known whether there is a proxy. */
export const options: SessionOptions = { ...usual, cookie: {} }

export function createApp(options: SessionOptions) {
  // #region proxy
  const app = express()
  const proxy = process.env.PROXY_ADDRESS // unset on a laptop
  if (proxy) app.set('trust proxy', proxy)
  const cookie = { secure: Boolean(proxy) }
  // #endregion
  app.use(session({ ...options, cookie: Object.assign(cookie, options.cookie) }))
  addRoutes(app)
  return app
}
