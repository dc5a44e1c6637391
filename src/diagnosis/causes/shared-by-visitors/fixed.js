import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/account', (req, res) => {
  const { user } = req.session
  if (!user) return res.status(401).send('Log in first')
  res.send(`Account of ${user}`)
})

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
