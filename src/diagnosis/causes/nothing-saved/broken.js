import express from 'express'
import session from 'express-session'

const carts = new Map()
const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/cart/:item', (req, res) => {
  const cart = carts.get(req.sessionID) ?? []
  carts.set(req.sessionID, [...cart, req.params.item])
  res.send('In the cart.')
})

app.get('/cart', (req, res) => res.json(carts.get(req.sessionID) ?? []))

app.listen(process.env.PORT ?? 3000)
