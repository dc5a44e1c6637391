import { randomUUID } from 'node:crypto'
import express from 'express'
import session from 'express-session'

const app = express()

const makeId = () => `shop-${randomUUID()}`

app.use(
  session({
    genid: makeId(),
    secret: 'a long and random text of yours',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.send(`Visits: ${req.session.visits}`)
})

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
