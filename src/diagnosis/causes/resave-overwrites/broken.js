import { setTimeout } from 'node:timers/promises'
import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: true, saveUninitialized: false }))

app.get('/report', async (req, res) => {
  await setTimeout(1000) // a page that is slow, and only reads
  res.send('The report')
})

app.post('/basket/:item', (req, res) => {
  req.session.basket = [...(req.session.basket ?? []), req.params.item]
  res.json(req.session.basket)
})

app.get('/basket', (req, res) => res.json(req.session.basket ?? []))

app.listen(process.env.PORT ?? 3000)
