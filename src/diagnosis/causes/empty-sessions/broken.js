import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: true }))
app.get('/site.css', (req, res) => res.type('css').send('body { margin: 0 }'))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome.')
})

app.listen(process.env.PORT ?? 3000)
