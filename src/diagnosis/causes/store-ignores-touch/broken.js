import express from 'express'
import session from 'express-session'

class MapStore extends session.Store {
  sessions = new Map()

  get(id, done) {
    const text = this.sessions.get(id)
    const data = text === undefined ? null : JSON.parse(text)
    done(null, data && Date.parse(data.cookie.expires) > Date.now() ? data : null)
  }

  set(id, data, done) {
    this.sessions.set(id, JSON.stringify(data))
    done(null)
  }

  destroy(id, done) {
    this.sessions.delete(id)
    done(null)
  }
}

const app = express()

app.use(
  session({
    secret: 'a long and random text of yours',
    store: new MapStore(),
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
