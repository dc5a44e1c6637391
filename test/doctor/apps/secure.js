import express from 'express'
import session from 'express-session'

const app = express()
app.use(
  session({
    secret: 'a secret that is at least 32 bytes long',
    name: 'shop',
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true },
  }),
)
app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('in')
})
app.get('/me', (req, res) => res.send(req.session.user ?? 'nobody'))
app.listen(3000)
