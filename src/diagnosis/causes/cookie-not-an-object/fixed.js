import express from 'express'
import session from 'express-session'

const app = express()

app.use(
  session({
    secret: 'a long and random text of yours',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 60 * 60 * 1000 },
  }),
)

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
