import express from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = { secret: 'secret', resave: false, saveUninitialized: true }

/** Counts in the module, as an app should not: a restart that is real forgets it. */
let visits = 0

export function createApp(options: SessionOptions, scratch: { readonly folder: string }) {
  const app = express()
  app.use(session(options))
  app.get('/', (_req, res) => {
    visits += 1
    res.json({ visits })
  })
  app.get('/folder', (_req, res) => {
    res.json({ folder: scratch.folder })
  })
  return app
}
