import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.post('/remember-me', (req, res) => {
  req.session.cookie.maxAge = 30 * 24 * 60 * 60 * 1000
  req.session.rememberedAt = Date.now() // data that changes: only then is the cookie sent again
  res.send('This browser stays logged in for 30 days')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
