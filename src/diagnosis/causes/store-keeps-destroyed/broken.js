import express from 'express'
import session from 'express-session'

class MapStore extends session.Store {
  sessions = new Map()

  get(id, done) {
    const text = this.sessions.get(id)
    done(null, text === undefined ? null : JSON.parse(text))
  }

  set(id, data, done) {
    this.sessions.set(id, JSON.stringify(data))
    done(null)
  }

  destroy(id, done) {
    done(null)
  }
}

const store = new MapStore()
const app = express()

app.use(session({ secret: 'a long and random text of yours', store, resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.post('/logout', (req, res, next) => {
  req.session.destroy((error) => (error ? next(error) : res.send('Goodbye')))
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
