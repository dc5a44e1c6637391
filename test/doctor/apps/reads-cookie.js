import cookieParser from 'cookie-parser'
import express from 'express'
import session from 'express-session'

const secret = 'a secret that is at least 32 bytes long'
const app = express()
app.set('trust proxy', 1)
app.use(express.urlencoded({ extended: false }))
app.use(cookieParser(secret))
app.use(session({ secret, name: 'shop', resave: false, saveUninitialized: false, cookie: { secure: 'auto' } }))
app.use((req, res, next) => {
  // false where the signature does not fit
  if ('shop' in req.signedCookies) res.set('X-Trace', req.signedCookies.shop.slice(0, 4))
  next()
})
app.post('/login', (req, res, next) => {
  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.user = req.body.user
    res.redirect('/account/me')
  })
})
app.get('/account/me', (req, res) => res.send(req.session.user ?? 'nobody'))
app.listen(3000)
