import express, { type Express } from 'express'
import session, { type SessionOptions } from 'express-session'

export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: false,
  // #region cookie
  cookie: {
    maxAge: 36000000, // 10mins
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
  app.get('/', (req, res) => {
    res.json({ hello: req.session.name ?? 'stranger' })
  })

  app.post('/name/:name', (req, res) => {
    req.session.name = req.params.name
    res.json({ hello: req.session.name })
  })

  app.get('/cookie', (req, res) => {
    const { maxAge, originalMaxAge, expires } = req.session.cookie
    const isDate = expires instanceof Date
    res.json({ maxAge, originalMaxAge, expires, isDate })
  })
}

const inHours = (hours: number) => new Date(Date.now() + hours * 3600000)

/** What `--set` can name beside JSON. Getters, so that dates count from the start of each app. */
export const values = {
  cookie: {
    get maxAgeLast() {
      return { expires: inHours(1), maxAge: 600000 }
    },
    get expiresLast() {
      return { maxAge: 600000, expires: inHours(1) }
    },
  },
  'cookie.expires': {
    get inTenHours() {
      return inHours(10)
    },
  },
  'cookie.maxAge': {
    NaN,
    get date() {
      return inHours(1)
    },
  },
}

declare module 'express-session' {
  interface SessionData {
    name: string
  }
}
