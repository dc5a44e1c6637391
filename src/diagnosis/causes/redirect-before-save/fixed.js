import express from 'express'
import session from 'express-session'

class SlowStore extends session.MemoryStore {
  set(id, data, callback) {
    setTimeout(() => super.set(id, data, callback), 1000) // a database far away
  }
}

const app = express()

app.use(
  session({
    store: new SlowStore(),
    secret: 'a long and random text of yours',
    resave: false,
    saveUninitialized: false,
  }),
)

app.post('/login', (req, res, next) => {
  req.session.user = 'ada'
  req.session.save((error) => {
    if (error) return next(error)
    res.redirect('/')
  })
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000)
