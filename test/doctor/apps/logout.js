import express from 'express'
import session from 'express-session'

const app = express()
app.use(express.urlencoded({ extended: false }))
app.use(
  session({ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false }),
)
app.get('/', (req, res) =>
  req.session.user
    ? res.send(`<p>${req.session.user}</p><form method="post" action="/leave"><button>out</button></form>`)
    : res.send('<form method="post" action="/login"><input name="user"><button>in</button></form>'),
)
app.post('/login', (req, res, next) =>
  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.user = req.body.user
    res.redirect('/')
  }),
)
app.post('/leave', (req, res) => {
  res.clearCookie('shop')
  res.redirect('/')
})
app.listen(3000)
