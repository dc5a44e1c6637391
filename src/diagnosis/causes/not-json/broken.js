import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/cart/:item', (req, res) => {
  const { item } = req.params
  req.session.cart ??= new Map()
  req.session.cart.set(item, (req.session.cart.get(item) ?? 0) + 1)
  res.json([...req.session.cart])
})

app.listen(process.env.PORT ?? 3000)
