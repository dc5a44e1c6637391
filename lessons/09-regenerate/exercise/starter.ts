// Exercise 9: the parcel that goes to Mallory
//
// Visitors of this shop may fill a cart and enter an address before they log in. In the library Mallory enters hers,
// copies the session cookie, and leaves. Ada sits down at that browser, fills the cart and logs in. Now the copy is
// logged in as Ada, and the parcel goes to Mallory's address.
//
// Fix the login. The store stays as slow as it is: each call takes effect 500 ms later. When you are done
//   - a cookie from before the login is not logged in after it,
//   - whatever was in the cart before the login is still in it,
//   - an address that was entered before the login is gone,
//   - and the page that the login leads to knows who logged in.
//
// Run it yourself with: node 09-regenerate.ts (Node.js 22.18 or newer)

import express from 'express'
import session, { MemoryStore } from 'express-session'

declare module 'express-session' {
  interface SessionData {
    user: string
    cart: readonly string[]
    address: string
  }
}

// A store that is far away: each call takes effect half a second later.
const store = new MemoryStore()
const [set, destroy] = [store.set.bind(store), store.destroy.bind(store)]
store.set = (...call) => void setTimeout(set, 500, ...call)
store.destroy = (...call) => void setTimeout(destroy, 500, ...call)

const app = express()

app.use(
  session({
    store,
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
  }),
)

app.post('/address/:street', (req, res) => {
  req.session.address = req.params.street
  res.json({ address: req.session.address })
})

app.post('/cart/:item', (req, res) => {
  req.session.cart = [...(req.session.cart ?? []), req.params.item]
  res.json({ cart: req.session.cart })
})

app.post('/login/:user', (req, res, next) => {
  req.session.user = req.params.user
  req.session.save((error) => {
    if (error) return next(error)
    res.redirect('/home')
  })
})

app.get('/home', (req, res) => {
  const { user = 'nobody', cart = [], address = 'none' } = req.session
  res.json({ user, cart, address })
})

app.listen(3000)
