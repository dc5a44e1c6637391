import express from 'express'
import session from 'express-session'

const isProduction = process.env['NODE_ENV'] === 'production'
const app = express()
app.set('trust proxy', 1)
app.use((req, res, next) => {
  res.set({
    'Access-Control-Allow-Origin': 'https://front.test',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Headers': 'Content-Type',
    Vary: 'Origin',
  })
  if (req.method === 'OPTIONS') res.sendStatus(204)
  else next()
})
app.use(express.json())
app.use(
  session({
    secret: 'a-long-secret-for-the-front',
    resave: false,
    saveUninitialized: false,
    cookie: isProduction ? { secure: true, sameSite: 'none' } : { sameSite: 'lax' },
  }),
)
app.get('/me', (req, res) => {
  res.json({ user: req.session.user ?? null })
})
app.post('/login', (req, res, next) => {
  req.session.regenerate((error) => {
    if (error) {
      next(error)
      return
    }
    req.session.user = req.body.user
    res.json({ user: req.session.user })
  })
})
app.listen(3000)
