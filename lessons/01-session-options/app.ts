import { randomUUID } from 'node:crypto'
import express from 'express'
import session, { type SessionOptions } from 'express-session'

// #region options
export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}
// #endregion

export function createApp(options: SessionOptions) {
  // #region stack
  const app = express()

  app.get('/health', (req, res) => {
    res.json({ session: typeof req.session })
  })

  app.use(session(options))
  // #endregion

  // #region visits
  app.get('/', (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ visits: req.session.visits })
  })
  // #endregion

  // #region look
  app.get('/id', (req, res) => {
    res.json({
      'req.sessionID': req.sessionID,
      'req.session.id': req.session.id,
    })
  })

  app.get('/session', (req, res) => {
    res.json(req.session)
  })
  // #endregion
  return app
}

/** What the lesson and `--set` can name beside JSON. */
export const values = {
  genid: { uuid: () => randomUUID(), constant: () => 'always-the-same' },
  // As after `[process.env.NEW, 'old']` where nobody set NEW.
  secret: { withAHole: [undefined, options.secret] },
}

declare module 'express-session' {
  interface SessionData {
    visits: number
  }
}
