import express from 'express'
import session from 'express-session'

const isProduction = process.env['NODE_ENV'] === 'production'
const staff = express()
staff.use(express.json())
staff.use(
  session({
    secret: 'a-long-secret-for-the-doors',
    resave: false,
    saveUninitialized: false,
    cookie: { secure: isProduction },
  }),
)
staff.get('/', (req, res) => {
  res.json({ badge: req.session.badge ?? null })
})
staff.post('/open', (req, res, next) => {
  if (req.body.badge !== '7' || req.body.door !== 'blue') {
    res.sendStatus(401)
    return
  }
  req.session.regenerate((error) => {
    if (error) {
      next(error)
      return
    }
    req.session.badge = req.body.badge
    res.json({ badge: req.session.badge })
  })
})

const app = express()
app.use('/staff', staff)
app.listen(3000)
