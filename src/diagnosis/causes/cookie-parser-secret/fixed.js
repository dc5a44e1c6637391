import cookieParser from 'cookie-parser'
import express from 'express'
import session from 'express-session'

const app = express()

app.use(cookieParser('a text for the cookies of the shop'))
app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/id', (req, res) => {
  const id = req.sessionID
  res.send(id ? `Your session is ${id}` : 'You have no session')
})

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
