import express from 'express'
import type { SessionOptions } from 'express-session'
import * as first from './app.ts'

export const { values } = first

// #region app
export const options: SessionOptions = {
  ...first.options,
  cookie: { path: '/app' },
}

export function createApp(options: SessionOptions) {
  const app = express()
  app.use('/app', first.createApp(options))
  return app
}
// #endregion
