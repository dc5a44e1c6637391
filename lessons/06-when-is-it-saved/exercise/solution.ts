// Exercise 6: the counter that everybody shares
//
// GET / is meant to count visits, for each browser by itself. But all browsers count together.
//
// Find out why, and fix it. When you are done
//   - the second visit of the same browser is number 2,
//   - another browser starts at 1.
//
// Run it yourself with: node 06-when-is-it-saved.ts (Node.js 22.18 or newer)

import express from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    visits: number
  }
}

const app = express()

app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.json({ visits: req.session.visits })
})

app.listen(3000)
