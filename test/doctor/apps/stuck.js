import express from 'express'
import session from 'express-session'

const app = express()
app.use(express.urlencoded())
app.use(session({ name: 'id', secret: 'kNw2vQ_7xLr5TzJb8sYcGm1fHdPe4uRa', resave: false, saveUninitialized: false }))

app.get('/', (req, res) =>
  res.send('<form method="post" action="/login"><input name="user"><button>In</button></form>'),
)
app.post('/login', (req, res) => res.redirect('/members'))
app.get('/members', (req, res, next) => {
  if (req.session.user) next()
})

/** The first waits for the second. */
let waiting = null
app.post('/click', (req, res) => {
  waiting?.send('first')
  if (waiting) res.send('second')
  waiting = waiting ? null : res
})

app.listen(process.env.PORT ?? 3000)
