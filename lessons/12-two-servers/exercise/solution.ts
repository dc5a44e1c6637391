// Exercise 12: logged in on every second page
//
// This shop works on a laptop. Its host starts the file twice, and a balancer sends requests to the two processes in
// turn. While your file is checked, two processes of it really run. They share one current folder, which survives when
// they start again, so a path like ./sessions is right. The package session-file-store is there for you. When you are
// done
//   - a user who logs in is known, whichever process answers,
//   - whatever is put into the cart is in it, whichever process answers,
//   - each user has a cart of their own,
//   - login and cart are still there after both processes were killed and started again.
//
// Run it yourself with: node 12-two-servers.ts (Node.js 22.18 or newer)

import express from 'express'
import session from 'express-session'
import sessionFileStore from 'session-file-store'

declare module 'express-session' {
  interface SessionData {
    user: string
    cart: readonly string[]
  }
}

const FileStore = sessionFileStore(session)
const app = express()

app.use(
  session({
    secret: 'a secret for this exercise only',
    store: new FileStore({ path: './sessions', retries: 0 }),
    resave: false,
    saveUninitialized: false,
  }),
)

// There are no passwords here. Exercise 5 does it properly.
app.post('/login/:user', (req, res) => {
  req.session.user = req.params.user
  res.json({ user: req.session.user })
})

app.get('/me', (req, res) => {
  res.json({ user: req.session.user ?? 'nobody' })
})

app.post('/cart/:item', (req, res) => {
  req.session.cart = [...(req.session.cart ?? []), req.params.item]
  res.json({ cart: req.session.cart })
})

app.get('/cart', (req, res) => {
  res.json({ cart: req.session.cart ?? [] })
})

app.listen(3000)
