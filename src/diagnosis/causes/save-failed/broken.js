import fs from 'node:fs'
import express from 'express'
import session from 'express-session'

const fileOf = (id) => `./sessions/${encodeURIComponent(id)}.json`

class FileStore extends session.Store {
  get(id, done) {
    fs.readFile(fileOf(id), 'utf8', (error, text) => (error ? done(null, null) : done(null, JSON.parse(text))))
  }

  set(id, data, done) {
    fs.writeFile(fileOf(id), JSON.stringify(data), done)
  }

  destroy(id, done) {
    fs.rm(fileOf(id), { force: true }, done)
  }
}

const store = new FileStore()
const app = express()

app.use(session({ secret: 'a long and random text of yours', store, resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
