import express, { type Express } from 'express'
import session, { type SessionOptions, type Store } from 'express-session'
import { MapStore } from './map-store.ts'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
  unset: 'destroy',
}

export const createApp = (options: SessionOptions) => createShop(new MapStore(), options)

/** @param app what stands above session() */
export function createShop(store: Store, options: SessionOptions, app: Express = express()): Express {
  app.use(session({ store, ...options }))

  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user })
  })

  app.get('/me', (req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })

  app.post('/logout', (req, res) => {
    req.session = null as never // with unset: 'destroy', a logout
    res.json({ user: 'nobody' })
  })
  return app
}

declare module 'express-session' {
  interface SessionData {
    user: string
  }
}
