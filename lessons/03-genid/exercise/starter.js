// Exercise 3: ids for the shop
//
// Several apps write to one log. The session ids of this one should begin with shop-, so that everybody sees which
// app a line belongs to. Somebody wrote a function for that, but the cookies do not show it.
//
// Find out why, and fix it. That alone is not enough: an id also has to be safe. When you are done
//   - every session id begins with shop-,
//   - anyone who comes back with the cookie finds their session again,
//   - no two visitors get the same id, not even two that come in the same moment from the same address,
//   - nobody can work out an id, not even someone who has this file and knows when the server started,
//   - an id has 64 random bits or more (that is 8 bytes), so that nobody finds one by trying.
//
// Run it yourself with: node 03-genid.js

import express from 'express'
import session from 'express-session'

const app = express()

let visitors = 0

const options = {
  secret: 'a secret for this exercise only',
  resave: false,
  saveUninitialized: false,
  genId: () => `shop-${++visitors}`,
}

app.use(session(options))

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.json({ id: req.sessionID, visits: req.session.visits })
})

app.listen(3000)
