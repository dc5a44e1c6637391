import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  res.json({ ok: true })
  req.session.user = 'ada'
})

app.get('/me', (req, res) => res.json({ user: req.session.user ?? null }))

app.listen(process.env.PORT ?? 3000)
