import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/cart/:item', (req, res) => {
  const { item } = req.params
  const cart = new Map(req.session.cart ?? [])
  cart.set(item, (cart.get(item) ?? 0) + 1)
  req.session.cart = [...cart]
  res.json(req.session.cart)
})

app.listen(process.env.PORT ?? 3000)
