import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { clientIn, storeIn, type World } from './outside-store.ts'

// Set here, so that nobody's own secret is read. Where the app is deployed, its host sets it.
process.env.SESSION_SECRET = 'a secret that only this lesson knows'

export const options: SessionOptions = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
}

export function createApp(options: SessionOptions, world: World) {
  const app = express()
  const client = clientIn(world)
  const store = storeIn(world)
  // Only for this lesson: what the client says when it loses Redis, and when it has it again.
  app.post('/client/:event', (req, res) => {
    client.emit(req.params.event, new Error('the connection is lost'))
    res.json({ client: req.params.event })
  })
  app.use(session({ store, ...options }))
  // #region guard
  client.on('error', () => store.emit('disconnect'))
  client.on('ready', () => store.emit('connect'))
  app.use((req, res, next) => {
    if (req.session) next()
    else res.sendStatus(503)
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
