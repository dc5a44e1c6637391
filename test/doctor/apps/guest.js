import express from 'express'
import session from 'express-session'

const staff = { 'kay@mail.example': 'plum' }

const app = express()
app.use(express.json())
app.use(session({ name: 'id', secret: 'kNw2vQ_7xLr5TzJb8sYcGm1fHdPe4uRa', resave: false, saveUninitialized: false }))

app.post('/cart', (req, res) => {
  req.session.cart = ['tea']
  res.json(req.session.cart)
})
app.post('/login', (req, res) => {
  const { email, password } = req.body ?? {}
  if (!staff[email] || staff[email] !== password) return res.sendStatus(401)
  req.session.email = email
  res.json({ email })
})
app.get('/me', (req, res) => (req.session.email ? res.json(req.session.email) : res.sendStatus(401)))

app.listen(process.env.PORT ?? 3000)
