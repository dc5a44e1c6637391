import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.get('/form', (req, res) => {
  const { message = '' } = req.session
  delete req.session.message
  res.send(`${message}<form method="post"><input name="age"></form>`)
})

app.post('/form', (req, res, next) => {
  req.session.message = 'That is no age'
  req.session.save((error) => (error ? next(error) : res.redirect('back')))
})

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
