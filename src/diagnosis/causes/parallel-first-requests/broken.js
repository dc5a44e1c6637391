import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

const visitorOf = async (req) => {
  await setTimeout(50) // as a query takes
  req.session.visitor ??= randomUUID()
  return req.session.visitor
}

app.get('/', (req, res) => res.send('A page that asks for /cart and /news'))
app.get('/cart', async (req, res) => res.json({ visitor: await visitorOf(req) }))
app.get('/news', async (req, res) => res.json({ visitor: await visitorOf(req) }))

app.listen(process.env.PORT ?? 3000)
