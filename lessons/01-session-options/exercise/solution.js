// Exercise 1: the counter that never counts
//
// GET / should count the visits of each browser. It does not: every visit is the first.
// Somebody saw that req.session was undefined and gave it a value. The error went away, but nothing is counted.
//
// Find out why, and fix it. When you are done
//   - a first visit to / is saved in the store, and the answer sets the session cookie,
//   - the next visit of the same browser is number 2,
//   - another browser starts at 1,
//   - /health answers and leaves no session in the store, because a monitor calls it every second.
//
// Run it yourself with: node 01-session-options.js

import express from 'express'
import session from 'express-session'

const app = express()

app.get('/health', (_req, res) => {
  res.json({ up: true })
})

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
