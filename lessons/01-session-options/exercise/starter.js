// Exercise 1: the counter that never counts
//
// Every visit to / is meant to be counted, for each browser by itself. It is not: each visit is the first.
// Somebody saw that req.session was undefined, and gave it a value. The error went away; the counting never came.
//
// Find out why, and mend it. When you are done
//   - a visit to / is saved, and the browser gets its session cookie,
//   - the next visit of the same browser is number 2,
//   - another browser starts at 1,
//   - a visit to /health leaves no session behind, because a monitor calls it every second.
//
// Run it yourself with: node 01-session-options.js

import express from 'express'
import session from 'express-session'

const app = express()

app.get('/health', (req, res) => {
  res.json({ up: true })
})

app.get('/', (req, res) => {
  req.session ??= {}
  req.session.visits = (req.session.visits ?? 0) + 1
  res.json({ visits: req.session.visits })
})

app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
  }),
)

app.listen(3000)
