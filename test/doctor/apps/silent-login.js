import express from 'express'
import session from 'express-session'

const app = express()
app.use(express.json())
app.use(session({ name: 'id', secret: 'kNw2vQ_7xLr5TzJb8sYcGm1fHdPe4uRa', resave: false, saveUninitialized: false }))

app.post('/login', (req) => {
  if (req.body?.password !== 'plum') return
  req.session.user = req.body.user
  req.session.save()
})
app.get('/me', (req, res) => res.json(req.session.user ?? null))

app.listen(process.env.PORT ?? 3000)
