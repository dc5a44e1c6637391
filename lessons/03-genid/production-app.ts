import type { SessionOptions } from 'express-session'

export { createApp, values } from './app.ts'

const SESSION_SECRET = 'a secret that only this lesson knows'

// #region options
export const options: SessionOptions = {
  secret: SESSION_SECRET, // from the environment
  resave: false,
  saveUninitialized: false,
}
// #endregion
