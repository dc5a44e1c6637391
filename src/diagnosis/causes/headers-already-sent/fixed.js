import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.get('/events', (req, res) => {
  res.type('text/event-stream')
  req.session.channel = 'news'
  res.flushHeaders()
  res.end('data: ready\n\n')
})

app.get('/channel', (req, res) => res.send(req.session.channel ?? 'no channel'))

app.listen(process.env.PORT ?? 3000)
