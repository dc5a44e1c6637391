import { setTimeout } from 'node:timers/promises'
import express from 'express'
import session from 'express-session'

const app = express()
app.use(express.json())
app.use(session({ name: 'id', secret: 'kNw2vQ_7xLr5TzJb8sYcGm1fHdPe4uRa', resave: false, saveUninitialized: false }))

app.post('/files', async (req, res) => {
  const files = req.session.files ?? []
  await setTimeout(200) // as a scanner takes
  req.session.files = [...files, req.body.name]
  res.json(req.session.files)
})
app.get('/files', (req, res) => res.json(req.session.files ?? []))

app.listen(process.env.PORT ?? 3000)
