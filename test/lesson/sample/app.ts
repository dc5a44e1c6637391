import express from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = { secret: 'secret', resave: false, saveUninitialized: true }

/** Counts in the module, as an app should not: a restart that is real forgets it. */
let visits = 0

interface World {
  readonly folder: string
  readonly redis: { get(key: string): Promise<string | null>; set(key: string, value: string): Promise<string> } | null
}

export function createApp(options: SessionOptions, world: World) {
  const app = express()
  app.use(session(options))
  app.get('/', (_req, res) => {
    visits += 1
    res.json({ visits })
  })
  app.get('/folder', (_req, res) => {
    res.json({ folder: world.folder })
  })
  app.get('/redis', async (_req, res) => {
    const found = await world.redis?.get('key')
    await world.redis?.set('key', 'left by a run')
    res.json({ found, isReal: world.redis !== null })
  })
  return app
}
