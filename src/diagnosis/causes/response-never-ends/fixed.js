import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.use((req, res, next) => {
  if (req.session.user) return next()
  res.status(401).send('Log in first')
})

app.get('/', (req, res) => res.send('Hello'))

app.listen(process.env.PORT ?? 3000)
