import express from 'express'
import session from 'express-session'

const app = express()

app.get('/site.css', (req, res) => res.type('css').send('body { margin: 0 }'))
app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome.')
})

app.listen(process.env.PORT ?? 3000)
