import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { storeIn, type World } from './outside-store.ts'

// Set here, so that nobody's own secret is read. Where the app is deployed, its host sets it.
process.env.SESSION_SECRET = 'a secret that only this lesson knows'

export const options: SessionOptions = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
}

export function createApp(options: SessionOptions, world: World) {
  const app = express()
  const store = storeIn(world)
  app.post('/database/:event', (req, res) => {
    store.emit(req.params.event)
    res.json({ database: req.params.event })
  })
  // #region guard
  app.use(session({ store, ...options }))
  app.use((req, res, next) => {
    if (req.session) next()
    else res.status(503).send('Please come back in a minute.')
  })
  // #endregion
  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user })
  })

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })
  return app
}
