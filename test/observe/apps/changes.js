import express from 'express'
import session from 'express-session'

/** It writes to the sessions that it is given, as session-file-store does, and loses the cookie of a broken one. */
class WritingStore extends session.MemoryStore {
  set(id, data, callback) {
    data.writtenByStore = true
    super.set(id, data, callback)
  }

  get(id, callback) {
    super.get(id, (error, found) => {
      if (found?.broken) delete found.cookie
      callback(error, found)
    })
  }
}

const app = express()
const store = new WritingStore()
app.use(session({ store, secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.post('/change', (req, res) => {
  req.session.user = 'ada'
  req.session.save(() => {
    req.session.user = null
    req.session.list = []
    req.session.one = { of: 'two' }
    req.session.theme = 'dark'
    res.send('changed')
  })
})

app.post('/remove', (req, res) => {
  delete req.session.theme
  res.send('removed')
})

app.post('/break', (req, res) => {
  req.session.broken = true
  res.send('broken')
})

app.use('/counted', (req, res, next) => {
  req.session.count = 1
  next()
})

app.get('/counted', (req, res) => {
  req.session.seen = true
  res.send('counted')
})

app.get('/id', (req, res) => {
  const before = req.sessionID
  req.session.regenerate(() => res.json([before, req.sessionID, Object.hasOwn(req, 'sessionID')]))
})

app.get('/told', (req, res) => res.send(req.session.id))

app.post('/clear', (req, res) => {
  req.sessionStore.clear(() => res.send('cleared'))
})

app.listen(process.env.PORT ?? 3000)
