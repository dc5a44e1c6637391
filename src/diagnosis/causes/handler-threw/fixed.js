import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.get('/', (req, res) => {
  const cart = req.session.cart ?? []
  res.send(`Things in your cart: ${cart.length}`)
})

app.listen(process.env.PORT ?? 3000)
