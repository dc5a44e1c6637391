import express from 'express'
import session from 'express-session'

/** An app that puts other methods into its store after session() was called: one that keeps by itself, one that asks the one before. */
const app = express()
const store = new session.MemoryStore()
app.use(session({ store, secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

const kept = new Map()
store.set = (id, data, callback) => {
  kept.set(id, JSON.stringify(data))
  setImmediate(() => callback(null))
}
const before = store.get
store.get = (id, callback) => before.call(store, id, (error) => callback(error, JSON.parse(kept.get(id) ?? 'null')))

app.post('/in', (req, res) => {
  req.session.user = 'ada'
  res.send('in')
})
app.get('/me', (req, res) => res.send(req.session.user))

app.listen(process.env.PORT ?? 3000)
