import express from 'express'
import session from 'express-session'

const app = express()

app.use(express.json())
app.use(
  session({
    secret: ['first-secret-of-the-app', Buffer.from('second-secret-of-the-app')],
    resave: false,
    saveUninitialized: true,
  }),
)

app.post('/login', (req, res) => {
  req.session.user = req.body.user
  req.session.password = req.body.password
  res.json({})
})

app.listen(process.env.PORT)
