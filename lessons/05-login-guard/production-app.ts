import type { SessionOptions } from 'express-session'

export { createApp, values } from './app.ts'

const SESSION_SECRET = 'a secret that only this lesson knows'
const HOUR = 60 * 60 * 1000

// #region options
export const options: SessionOptions = {
  secret: SESSION_SECRET, // from the environment
  resave: false,
  saveUninitialized: false,
  cookie: { maxAge: 8 * HOUR, sameSite: 'lax' },
}
// #endregion
