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
// Run it yourself with: node 11-a-store-of-your-own.js

import express from 'express'
import session from 'express-session'

const MINUTE = 60 * 1000
const HOUR = 60 * MINUTE

class TableStore extends session.Store {
  rows = new Map()

  get(id, done) {
    const row = this.rows.get(id)
    if (row === undefined || row.ends <= Date.now()) return done(null, null)
    done(null, JSON.parse(row.text))
  }

  set(id, data, done) {
    this.rows.set(id, { text: JSON.stringify(data), ends: Date.now() + HOUR })
    done?.()
  }

  touch(id, { cookie }, done) {
    const row = this.rows.get(id)
    if (row) this.set(id, { ...JSON.parse(row.text), cookie }, done)
    else done?.()
  }

  destroy(id, done) {
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
    cookie: { maxAge: HOUR },
  }),
)

app.post('/login/:user', (req, res) => {
  req.session.user = req.params.user
  req.session.loggedInAt = Date.now()
  res.json({ user: req.session.user })
})

app.get('/me', (req, res) => {
  const { user = 'nobody', loggedInAt = Date.now() } = req.session
  res.json({ user, minutes: Math.floor((Date.now() - Number(loggedInAt)) / MINUTE) })
})

app.post('/logout', (req, res, next) => {
  req.session.destroy((error) => {
    if (error) return next(error)
    res.json({ user: 'nobody' })
  })
})

app.listen(3000)
