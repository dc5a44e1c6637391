// Exercise 5: the login that lets too many in
//
// People log in here to read letters, and may log out or delete their account. A visitor who never logged in is
// refused, so it looks right. But there are three cookies that open the letters and should not.
//
// Find out which, and fix it. When you are done
//   - a visitor who is not logged in gets 401 for the letters, and can delete none,
//   - a user who logs in gets the letters,
//   - a wrong name or password gets 401 from the login,
//   - a cookie from before a login is not logged in after it,
//   - a user who deleted the account gets 401 in every browser,
//   - after a logout the old cookie gets 401, even if somebody kept a copy and sends it by hand, and a new login works,
//   - no user is logged out by what another user does.
//
// Run it yourself with: node 05-login-guard.ts (Node.js 22.18 or newer)

import express, { type NextFunction, type Request, type Response } from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    userID: number
    visits: number
  }
}

// Plain passwords are for an exercise only: a real app keeps slow hashes. The checks log in with these.
const users = new Map([
  [1, { id: 1, name: 'ada', password: 'engine' }],
  [2, { id: 2, name: 'ben', password: 'kite' }],
])
const letters = ['Dear Ada', 'Dear Ben']

const app = express()
app.use(express.json())
app.use(session({ secret: 'a secret for this exercise only', resave: false, saveUninitialized: false }))

function requireLogin(req: Request, res: Response, next: NextFunction) {
  const { userID } = req.session
  if (userID === undefined || !users.has(userID)) {
    res.status(401).json({ error: 'log in first' })
    return
  }
  next()
}

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.json({ visits: req.session.visits })
})

app.post('/login', (req, res, next) => {
  const { name, password } = req.body
  const user = [...users.values()].find((one) => one.name === name && one.password === password)
  if (!user) {
    res.status(401).json({ error: 'wrong name or password' })
    return
  }
  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.userID = user.id
    res.json({ name: user.name })
  })
})

app.get('/letters', requireLogin, (_req, res) => {
  res.json({ letters })
})

app.delete('/letters', requireLogin, (_req, res) => {
  letters.length = 0
  res.json({ letters })
})

app.delete('/account', requireLogin, (req, res) => {
  users.delete(req.session.userID as number)
  res.json({ deleted: true })
})

app.post('/logout', (req, res, next) => {
  req.session.destroy((error) => {
    if (error) return next(error)
    res.clearCookie('connect.sid')
    res.json({ loggedOut: true })
  })
})

app.listen(3000)
