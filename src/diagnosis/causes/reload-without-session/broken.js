import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/login', (req, res, next) => {
  req.session.reload((error) => {
    if (error) return next(error)
    req.session.user = 'ada'
    res.redirect('/')
  })
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000)
