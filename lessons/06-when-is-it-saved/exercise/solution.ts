// Exercise 6: always one page late
//
// The store of this app is far away: each call takes effect 500 ms later. Anyone who logs in is sent to /home, which
// says nobody. Anyone who logs out is sent there too, and is still logged in. And the visits are not counted.
//
// Fix it. The store stays as slow as it is. When you are done
//   - the page that the login leads to knows who logged in,
//   - the second visit of /home is number 2,
//   - and the page that the logout leads to says nobody.
//
// Run it yourself with: node 06-when-is-it-saved.ts (Node.js 22.18 or newer)

import express from 'express'
import session, { MemoryStore } from 'express-session'

declare module 'express-session' {
  interface SessionData {
    user: string
    visits: number
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

app.post('/login/:user', (req, res, next) => {
  req.session.user = req.params.user
  req.session.save((error) => {
    if (error) return next(error)
    res.redirect('/home')
  })
})

app.get('/home', (req, res) => {
  const visits = (req.session.visits ?? 0) + 1
  const user = req.session.user ?? 'nobody'
  req.session.visits = visits
  res.json({ user, visits })
})

app.post('/logout', (req, res, next) => {
  req.session.destroy((error) => {
    if (error) return next(error)
    res.redirect('/home')
  })
})

app.listen(3000)
