import express from 'express'
import session from 'express-session'

const app = express()

app.use(
  session({
    secret: 'a long and random text of yours',
    resave: false,
    saveUninitialized: false,
    cookie: { path: '/admin' },
  }),
)

app.post('/admin/login', (req, res) => {
  req.session.admin = true
  res.send('Welcome')
})

app.get('/dashboard', (req, res) => res.send(req.session.admin ? 'The numbers' : 'Log in first'))

app.listen(process.env.PORT ?? 3000)
