// Exercise 2: ten minutes on both sides
//
// Anyone who stays away for ten minutes should be logged out, and every visit should give ten minutes more.
// Two places keep the time: the browser knows when its cookie ends, and the store knows when the session ends. Here
// neither of them keeps ten minutes, and they do not agree.
//
// Fix it. When you are done
//   - the cookie that the browser gets at the login ends after ten minutes,
//   - a visit nine minutes later gives the browser ten more, even a visit that only reads,
//   - the same visit gives the session in the store ten more,
//   - ten minutes and a second after the last visit no cookie is sent, and nobody is logged in,
//   - and the old cookie, sent by hand all the same, finds no session.
//
// Run it yourself with: node 02-cookie-max-age.ts (Node.js 22.18 or newer)

import express from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    user: string
  }
}

const app = express()

app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 10 * 60 * 1000 },
  }),
)

app.post('/login/:user', (req, res) => {
  req.session.user = req.params.user
  res.json({ user: req.session.user })
})

app.get('/me', (req, res) => {
  res.json({ user: req.session.user ?? null })
})

app.listen(3000)
