import express from 'express'
import session from 'express-session'

const app = express()

app.use(
  session({
    secret: process.env['SESSION_SECRET'] ?? 'only for this machine, never in production',
    resave: false,
    saveUninitialized: false,
  }),
)

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user ?? 'nobody'}`)
})

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1')
