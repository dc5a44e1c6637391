import cookieSession from 'cookie-session'
import express from 'express'

const app = express()

app.use(cookieSession({ name: 'session', keys: ['a long and random text of yours'] }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.post('/logout', (req, res) => {
  req.session.destroy(() => res.send('Goodbye'))
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
