import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/cart/:item', (req, res) => {
  const cart = req.session.cart ?? []
  req.session.cart = [...cart, req.params.item]
  res.send('In the cart.')
})

app.get('/cart', (req, res) => res.json(req.session.cart ?? []))

app.listen(process.env.PORT ?? 3000)
