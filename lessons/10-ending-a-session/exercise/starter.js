// Exercise 10: the logout that does not log out
//
// People log in to this shop, and some ask it to remember them for 30 days. They can log out, or log out everywhere.
// Each of these three answers 200, and none of them does what it says.
//
// Fix it. When you are done
//   - a browser that asked for it keeps its cookie for 30 days,
//   - all others have a cookie without an end,
//   - after a logout the browser no longer sends a session cookie,
//   - a copy of the cookie from before, sent by hand, opens nothing,
//   - after a logout everywhere no browser of that user is logged in,
//   - that logs out no other user, and a new login works.
//
// Run it yourself with: node 10-ending-a-session.js

import express from 'express'
import session from 'express-session'

const DAY = 24 * 60 * 60 * 1000

// The users, each with a number that goes into the session at login: its generation.
const users = new Map([
  ['ada', 1],
  ['ben', 1],
])

const app = express()

app.use(
  session({
    name: 'shop.sid',
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
    cookie: { path: '/shop' },
  }),
)

function requireLogin(req, res, next) {
  const { user } = req.session
  if (user === undefined) {
    res.status(401).json({ user: 'nobody' })
    return
  }
  next()
}

app.post('/shop/login/:user', (req, res, next) => {
  const { user } = req.params
  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.user = user
    req.session.generation = users.get(user) ?? 0
    res.json({ user })
  })
})

app.post('/shop/remember-me', requireLogin, (req, res) => {
  req.session.cookie.maxAge = 30 * DAY
  req.session.touch()
  res.json({ remembered: true })
})

app.get('/shop/account', requireLogin, (req, res) => {
  res.json({ user: req.session.user })
})

app.post('/shop/logout', (_req, res) => {
  res.clearCookie('shop.sid')
  res.json({ loggedOut: true })
})

app.post('/shop/logout-everywhere', requireLogin, (req, res) => {
  const user = req.session.user
  users.set(user, (users.get(user) ?? 0) + 1)
  res.json({ loggedOut: true })
})

app.listen(3000)
