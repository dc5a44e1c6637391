import express from 'express'
import session from 'express-session'

/** A small app as they are: some middleware, a session, and routes. Says its port first, and what CPU time it took when it is asked. */
const app = express()
app.use(express.json())
app.use(session({ secret: 'a secret of the bench', resave: false, saveUninitialized: false }))
app.use((req, res, next) => {
  res.locals.user = req.session.user ?? null
  next()
})
app.get('/hello', (req, res) => res.send('hello'))
app.get('/login', (req, res) => {
  req.session.user = 'ada'
  res.json({ user: 'ada' })
})
app.get('/count', (req, res) => {
  req.session.count = (req.session.count ?? 0) + 1
  res.json({ count: req.session.count })
})
app.get('/me', (req, res) => res.json({ user: res.locals.user }))

const server = app.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }))
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
