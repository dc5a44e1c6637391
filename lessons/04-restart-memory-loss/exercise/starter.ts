// Exercise 4: logins that survive a restart
//
// Each time this app starts again, everybody has to log in again. Make it keep the logins on disk. The package
// session-file-store does that, and it is there for you. While your file is checked, its current folder is an empty
// one that survives the restart, so a path like ./sessions is right. If a session is gone, as after a logout, the
// package looks for its file a few more times, and prints "will retry" each time. That is no error. When you are done
//   - a logged-in user stays logged in after a restart, even if the process is killed in the middle of its work,
//   - a user who has logged out stays out, even after a restart and with the old cookie,
//   - a login lasts at least a day without a visit,
//   - a visitor who only looks at / leaves nothing in the store.
//
// Run it yourself with: node 04-restart-memory-loss.ts (Node.js 22.18 or newer)

import express from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    user: string
  }
}

const app = express()

app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (_req, res) => {
  res.json({ open: true })
})

// There are no passwords here. Exercise 5 does it properly.
app.post('/login/:user', (req, res) => {
  req.session.user = req.params.user
  res.json({ user: req.session.user })
})

app.get('/me', (req, res) => {
  res.json({ user: req.session.user ?? 'nobody' })
})

app.post('/logout', (req, res, next) => {
  req.session.destroy((error) => {
    if (error) next(error)
    else res.json({ user: 'nobody' })
  })
})

app.listen(3000)
