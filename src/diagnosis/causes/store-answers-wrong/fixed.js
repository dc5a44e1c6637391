import express from 'express'
import session from 'express-session'

class TextStore extends session.Store {
  texts = new Map()

  get(id, callback) {
    const text = this.texts.get(id)
    callback(null, text === undefined ? null : JSON.parse(text))
  }

  set(id, data, callback) {
    this.texts.set(id, JSON.stringify(data))
    callback()
  }

  destroy(id, callback) {
    this.texts.delete(id)
    callback()
  }
}

const app = express()

app.use(
  session({
    store: new TextStore(),
    secret: 'a long and random text of yours',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.send(`Visits: ${req.session.visits}`)
})

app.listen(process.env.PORT ?? 3000)
