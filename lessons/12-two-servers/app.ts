import { randomBytes } from 'node:crypto'
import express, { type Express } from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}

export function createApp(options: SessionOptions, world: World) {
  const { server } = world
  // #region app
  const app = express()
  app.use(session(options))

  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user, server })
  })

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody', server })
  })
  // #endregion
  addReport(app, world)
  return app
}

/** An answer that takes its time. */
export function addReport(app: Express, { wait, server }: World): void {
  app.get('/report', async (req, res) => {
    const { user = 'nobody' } = req.session
    await wait(20)
    res.json({ user, server })
  })
}

/** What an app gets to know of its process. */
export interface World {
  /** What the server is called. */
  readonly server: string
  wait(milliseconds: number): Promise<void>
}

/** Each process makes its own. */
export const values = { secret: { random: randomBytes(32).toString('hex') } }

declare module 'express-session' {
  interface SessionData {
    user: string
  }
}
