// Exercise 11: the store that loses logins
//
// The sessions of this app are in a store of its own. The Map stands for a table of a database, with an end for each
// row. A login should last for an hour after the last visit, in the browser and in the store. It does not.
//
// Fix it. When you are done
//   - a cookie that the store does not know is not an error: the answer is nobody, with status 200,
//   - a login is still there after 50 minutes without a visit,
//   - it stays as long as its user keeps reading, and changes nothing,
//   - two hours after the last visit it is over, and a copy of its cookie opens nothing,
//   - /me counts the minutes since the login,
//   - and a logout is answered, and ends the session in the store.
//
// Run it yourself with: node 11-a-store-of-your-own.ts (Node.js 22.18 or newer)

import express from 'express'
import session, { type SessionData } from 'express-session'

declare module 'express-session' {
  interface SessionData {
    user: string
    loggedInAt: number | Date
  }
}

type Done = (error?: unknown, data?: SessionData | null) => void

const MINUTE = 60 * 1000
const HOUR = 60 * 60

class TableStore extends session.Store {
  rows = new Map<string, { text: string; ends: number }>()

  get(id: string, done: Done) {
    const { text, ends } = this.rows.get(id) as { text: string; ends: number }
    done(null, ends <= Date.now() ? null : JSON.parse(text))
  }

  set(id: string, data: SessionData, done?: Done) {
    this.rows.set(id, { text: JSON.stringify(data), ends: Date.now() + HOUR })
    done?.()
  }

  destroy(id: string, done?: Done) {
    this.rows.delete(id)
    done?.()
  }
}

const app = express()

app.use(
  session({
    store: new TableStore(),
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 60 * MINUTE },
  }),
)

app.post('/login/:user', (req, res) => {
  req.session.user = req.params.user
  req.session.loggedInAt = new Date()
  res.json({ user: req.session.user })
})

app.get('/me', (req, res) => {
  const { user = 'nobody', loggedInAt = new Date() } = req.session
  res.json({ user, minutes: Math.floor((Date.now() - Number(loggedInAt)) / MINUTE) })
})

app.post('/logout', (req, res, next) => {
  req.session.destroy((error) => {
    if (error) return next(error)
    res.json({ user: 'nobody' })
  })
})

app.listen(3000)
