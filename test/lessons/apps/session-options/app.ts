import express from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
}

/**
 * session() belongs to single routes, `/health` among them, and not to the stack: a 404 never sees it. `/session` overwrites
 * req.sessionID, which express-session allows.
 */
export function createApp(sessionOptions: SessionOptions) {
  const app = express()
  const withSession = session(sessionOptions)

  app.get('/health', withSession, (req, res) => {
    res.json({ session: typeof req.session })
  })
  app.get('/', withSession, (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ visits: req.session.visits })
  })
  app.get('/session', withSession, (req, res) => {
    req.sessionID = 'another one'
    res.json({ 'req.sessionID': req.sessionID, 'req.session.id': req.session.id, 'req.session': req.session })
  })
  return app
}
