import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

const ada = { id: 'number 100', name: 'Ada' }

app.post('/login', (req, res) => {
  req.session.id = ada.id
  req.session.name = ada.name
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.name ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000)
