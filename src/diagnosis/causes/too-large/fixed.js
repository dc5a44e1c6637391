import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.get('/', (req, res) => res.send(`${req.session.letters?.length ?? 0} letters`))

app.post('/letters', (req, res) => {
  req.session.letters = Array.from({ length: 100 }, (_, number) => `Letter ${number}: it is a long way to Tipperary`)
  res.send('Kept')
})

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
