import express, { type Express } from 'express'
import session, { type SessionOptions } from 'express-session'

// #region options
export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: true,
  cookie: {
    maxAge: 36000000,
  },
}
// #endregion

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  addRoutes(app)
  return app
}

/** The routes of every app in this lesson. */
export function addRoutes(app: Express): void {
  app.get('/', (req, res) => {
    res.json({ id: req.sessionID, name: req.session.name })
  })

  // #region routes
  app.post('/name/:name', (req, res) => {
    req.session.name = req.params.name
    res.json({ id: req.sessionID, name: req.session.name })
  })

  app.get('/cookie', (req, res) => {
    const { maxAge, originalMaxAge, expires } = req.session.cookie
    const isDate = expires instanceof Date
    res.json({ maxAge, originalMaxAge, expires, isDate })
  })
  // #endregion
}

// #region both
const inTenHours = () => new Date(Date.now() + 36000000)

// Getters, so that the ten hours count from the start of each app.
const cookie = {
  get maxAgeLast() {
    return { expires: inTenHours(), maxAge: 600000 }
  },
  get expiresLast() {
    return { maxAge: 600000, expires: inTenHours() }
  },
}
// #endregion

const expires = {
  get inTenHours() {
    return inTenHours()
  },
}

/** What `--set` can name beside JSON. */
export const values = { cookie, 'cookie.expires': expires, 'cookie.maxAge': { NaN } }

declare module 'express-session' {
  interface SessionData {
    name: string
  }
}
