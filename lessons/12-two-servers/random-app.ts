import { randomBytes } from 'node:crypto'
import type { SessionOptions } from 'express-session'
import * as shared from './shared-app.ts'

// #region secret
export const options: SessionOptions = {
  secret: randomBytes(32).toString('hex'), // made when the process starts
  resave: false,
  saveUninitialized: false,
}
// #endregion

export const { createApp, values } = shared
