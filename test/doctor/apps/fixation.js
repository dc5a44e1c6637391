import express from 'express'
import session from 'express-session'

const users = [{ email: 'kay@mail.example', password: 'plum' }]
const app = express()
app.use(express.json())
app.use(
  session({ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: true }),
)
app.post('/sign-in', (req, res) => {
  const user = users.find(({ email, password }) => email === req.body.email && password === req.body.password)
  if (!user) return res.sendStatus(401)
  req.session.userId = user.email
  res.json({ in: true })
})
app.get('/me', (req, res) => (req.session.userId ? res.json({ id: req.session.userId }) : res.sendStatus(401)))
app.listen(3000)
