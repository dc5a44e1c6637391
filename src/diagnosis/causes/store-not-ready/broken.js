import express from 'express'
import session from 'express-session'
import sqlite from 'node-sqlite3-wasm'

const db = new sqlite.Database()

class SqliteStore extends session.Store {
  get(id, done) {
    try {
      const row = db.get('SELECT data FROM sessions WHERE id = ?', [id])
      done(null, row ? JSON.parse(row.data) : null)
    } catch (error) {
      done(error)
    }
  }

  set(id, data, done) {
    try {
      db.run('INSERT OR REPLACE INTO sessions VALUES (?, ?)', [id, JSON.stringify(data)])
      done(null)
    } catch (error) {
      done(error)
    }
  }

  destroy(id, done) {
    db.run('DELETE FROM sessions WHERE id = ?', [id])
    done(null)
  }
}

const store = new SqliteStore()
const app = express()

app.use(session({ secret: 'a long and random text of yours', store, resave: false, saveUninitialized: false }))

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
