import express from 'express'
import session from 'express-session'

const app = express()
app.use(
  session({ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false }),
)
app.get('/', (req, res) => res.send('hello'))

export default app
