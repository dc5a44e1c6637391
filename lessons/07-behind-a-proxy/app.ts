import express, { type Express, type Request } from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = {
  name: 'sid',
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
  // #region cookie
  cookie: {
    secure: false, // where it is deployed: true
  },
  // #endregion
}

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  addRoutes(app)
  return app
}

/** The routes of every app in this lesson. */
export function addRoutes(app: Express): void {
  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.params.user, protocol: req.protocol })
  })

  app.get('/me', (req, res) => {
    const { user = 'nobody' } = req.session
    res.json({ user, protocol: req.protocol, ip: req.ip })
  })
}

const byRequest = (req: Request) => ({ path: '/', secure: req.secure, maxAge: req.secure ? 600_000 : 60_000 })

export const values = { cookie: { byRequest } }

declare module 'express-session' {
  interface SessionData {
    user: string
  }
}
