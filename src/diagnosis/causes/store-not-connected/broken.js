import { EventEmitter } from 'node:events'
import express from 'express'
import session from 'express-session'

// Stands for the client of a database, which says when it has lost its server and when it is back.
const client = new EventEmitter()

class DatabaseStore extends session.Store {
  rows = new Map()

  constructor() {
    super()
    client.on('end', () => this.emit('disconnect'))
  }

  get(id, done) {
    done(null, JSON.parse(this.rows.get(id) ?? 'null'))
  }

  set(id, data, done) {
    this.rows.set(id, JSON.stringify(data))
    done(null)
  }

  destroy(id, done) {
    this.rows.delete(id)
    done(null)
  }
}

const store = new DatabaseStore()
const app = express()

app.post('/hiccup', (req, res) => {
  client.emit('end')
  client.emit('ready')
  res.send('The connection was lost, and is back')
})

app.use(session({ secret: 'a long and random text of yours', store, resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
