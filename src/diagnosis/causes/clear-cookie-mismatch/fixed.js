import express from 'express'
import session from 'express-session'

const app = express()

app.use(
  session({
    secret: 'a long and random text of yours',
    resave: false,
    saveUninitialized: false,
    cookie: { path: '/shop' },
  }),
)

app.post('/shop/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.post('/shop/logout', (req, res, next) => {
  req.session.destroy((error) => {
    if (error) return next(error)
    res.clearCookie('connect.sid', { path: '/shop' })
    res.send('Goodbye')
  })
})

app.get('/shop', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
