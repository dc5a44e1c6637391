import express from 'express'
import session from 'express-session'

const app = express()
app.set('trust proxy', 1)
app.use(express.urlencoded({ extended: false }))
app.use(
  session({
    secret: 'a secret that is at least 32 bytes long',
    name: 'shop',
    resave: false,
    saveUninitialized: false,
    cookie: { secure: 'auto' },
  }),
)
app.post('/login', (req, res, next) => {
  if (req.body.password !== 'fig') return res.sendStatus(401)
  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.user = req.body.user
    req.session.save((failed) => (failed ? next(failed) : res.redirect('/me')))
  })
})
app.get('/me', (req, res) => res.send(req.session.user ?? 'nobody'))
app.post('/logout', (req, res, next) => req.session.destroy((error) => (error ? next(error) : res.redirect('/me'))))
app.delete('/account', (req, res) => res.sendStatus(204))
app.listen(3000)
