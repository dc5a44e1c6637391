// Exercise 7: the shop that forgets every login
//
// This shop is deployed behind one proxy, which speaks https with browsers and forwards their requests to the shop
// over http, with X-Forwarded-For and X-Forwarded-Proto. Since the deploy nobody stays logged in.
//
// Make it work there. When you are done
//   - a user who logs in through the proxy is still logged in at the next visit,
//   - the session cookie has Secure,
//   - a login that bypasses the proxy, over plain http, sets no cookie,
//   - GET /from shows the address that the proxy saw, whatever the client wrote into the header.
//
// Here all of it runs on your machine, so the proxy writes 198.51.100.4 as the address of every browser.
//
// Run it yourself with: node 07-behind-a-proxy.ts (Node.js 22.18 or newer)

import express from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    user: string
  }
}

const app = express()
app.set('trust proxy', 1)

app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true },
  }),
)

app.post('/login/:user', (req, res) => {
  req.session.user = req.params.user
  res.json({ user: req.session.user })
})

app.get('/me', (req, res) => {
  res.json({ user: req.session.user ?? null })
})

app.get('/from', (req, res) => {
  res.json({ from: req.ip })
})

app.listen(3000)
