// Exercise 8: the counter that everybody shares
//
// GET / is meant to count visits, for each browser by itself. But all browsers count together.
//
// Find out why, and fix it. When you are done
//   - the second visit of the same browser is number 2,
//   - another browser starts at 1.
//
// Run it yourself with: node 08-another-origin.ts (Node.js 22.18 or newer)

import express from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    visits: number
  }
}

const app = express()
let visits = 0

app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (_req, res) => {
  visits += 1
  res.json({ visits })
})

app.listen(3000)
