import { promisify } from 'node:util'
import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.redirect('/')
})

app.post('/logout', async (req, res) => {
  const destroy = promisify(req.session.destroy)
  await destroy()
  res.redirect('/')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000)
