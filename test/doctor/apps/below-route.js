import express from 'express'
import session from 'express-session'

const app = express()
app.get('/', (req, res) => res.send(String((req.session.visits = (req.session.visits ?? 0) + 1))))
app.use(
  session({ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false }),
)
app.listen(3000)
