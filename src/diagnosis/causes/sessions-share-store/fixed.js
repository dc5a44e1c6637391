import express from 'express'
import session from 'express-session'

const app = express()

app.use(
  '/admin',
  session({
    name: 'admin.sid',
    secret: 'a text for the office only',
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 300_000, sameSite: 'strict' },
  }),
)
app.use(
  session({
    name: 'user.sid',
    secret: 'a long and random text of yours',
    resave: false,
    saveUninitialized: false,
  }),
)

app.post('/admin/login', (req, res) => {
  req.session.admin = true
  res.send('Welcome')
})

app.listen(process.env.PORT ?? 3000)
