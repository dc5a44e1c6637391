import express from 'express'
import session from 'express-session'

const app = express()

app.get('/', (req, res) => res.send("<h1>Quiz</h1><script>Promise.all([fetch('/question'), fetch('/hint')])</script>"))

app.use(session({ name: 'id', secret: 'kNw2vQ_7xLr5TzJb8sYcGm1fHdPe4uRa', resave: false, saveUninitialized: false }))
for (const page of ['question', 'hint'])
  app.get(`/${page}`, (req, res) => {
    req.session[page] ??= 'first'
    res.json(req.session[page])
  })

app.listen(process.env.PORT ?? 3000)
