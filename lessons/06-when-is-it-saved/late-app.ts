import express from 'express'
import session, { type SessionOptions } from 'express-session'

export { options } from './app.ts'

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))

  // #region stream
  app.get('/stream', (req, res) => {
    res.flushHeaders() // they go out now
    req.session.user = 'dan'
    res.end('and this is the body')
  })
  // #endregion

  // #region late
  app.get('/late', (req, res) => {
    res.json({ ok: true })
    req.session.user = 'eve'
    if (req.query.save) req.session.save()
  })
  // #endregion

  app.get('/visit', (req, res) => {
    req.session.visits = (req.session.visits ?? 0) + 1
    res.json({ user: req.session.user ?? 'nobody' })
  })
  return app
}
