import { randomUUID } from 'node:crypto'
import express from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}

export function createApp(options: SessionOptions) {
  // #region app
  const app = express()

  app.get('/health', (req, res) => {
    res.json({ session: typeof req.session })
  })

  app.use(session(options))

  app.get('/', (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ visits: req.session.visits })
  })
  // #endregion

  app.get('/session', (req, res) => {
    res.json({
      'req.sessionID': req.sessionID,
      'req.session.id': req.session.id,
      'req.session': req.session,
    })
  })
  return app
}

/** What the lesson and `--set` can name beside JSON. */
export const values = {
  genid: { uuid: () => randomUUID(), constant: () => 'always-the-same' },
}

declare module 'express-session' {
  interface SessionData {
    visits: number
  }
}
