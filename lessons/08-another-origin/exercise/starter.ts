// Exercise 8: the page that is not let in
//
// A page of http://localhost:5173 uses this API. Its script calls fetch() with credentials: 'include', and
// nothing works: it may not read the answers, its visits are not counted, and the name that it sends as JSON
// never arrives.
//
// Find out why, and fix it. When you are done
//   - the second visit of the page is number 2,
//   - its script may read the answers,
//   - the name that it sends as JSON arrives,
//   - a page of any other origin may read nothing.
//
// Everything is plain http, for now.
//
// Run it yourself with: node 08-another-origin.ts (Node.js 22.18 or newer)

import express from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    visits: number
    name: string
  }
}

const app = express()

app.use((_req, res, next) => {
  res.set('Access-Control-Allow-Origin', '*')
  next()
})

app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
    cookie: { sameSite: 'none' },
  }),
)

app.get('/visits', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.json({ visits: req.session.visits })
})

app.post('/name', express.json(), (req, res) => {
  req.session.name = String(req.body.name)
  res.json({ name: req.session.name })
})

app.listen(3000)
