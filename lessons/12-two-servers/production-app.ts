import type { SessionOptions } from 'express-session'

export { createApp, listen, values } from './graceful-app.ts'

// Set here, so that nobody's own are read. Where the app is deployed, its host sets them.
process.env.SESSION_SECRETS = 'a new secret,a secret that only this lesson knows'

// #region options
export const options: SessionOptions = {
  secret: process.env.SESSION_SECRETS.split(','), // the first signs
  resave: false,
  saveUninitialized: false,
}
// #endregion
