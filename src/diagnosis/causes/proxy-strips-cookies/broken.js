import express from 'express'
import session from 'express-session'

const app = express()

app.use(
  session({
    secret: process.env.SESSION_SECRET ?? 'only for this machine, never in production',
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3_600_000 },
  }),
)

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.send(`Visits: ${req.session.visits}`)
})

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
