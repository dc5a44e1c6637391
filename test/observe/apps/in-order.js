import express from 'express'
import session from 'express-session'
import http from 'node:http'

/** An app whose own code runs behind session() alone: not even `in` sees the instrument there. */

const app = express()
const seen = []

/** What a request is made of, as an app can see it. */
const shape = (req) => [
  'session' in req,
  'session' in http.IncomingMessage.prototype,
  'signedCookies' in req,
  Object.keys(req).filter((name) => !name.startsWith('_')),
  // Until a session is kept, the id of a new one is a property that listens (id-read.ts).
  req.session?.user ? Object.keys(Object.getOwnPropertyDescriptor(req, 'sessionID') ?? {}) : null,
]

app.use(express.json())
const middleware = session({ secret: 'a b c', resave: false, saveUninitialized: false })
app.use(middleware)
app.use((req, res, next) => {
  seen.push(shape(req))
  next()
})
app.get('/login', (req, res) => {
  req.session.user = 'ada'
  res.json(seen.splice(0))
})
app.get('/me', (req, res) => res.json([req.session.user, shape(req), seen.splice(0)]))

http
  .createServer((req, res) => {
    seen.push(['session' in req, 'sessionID' in req, 'signedCookies' in req])
    app(req, res)
  })
  .listen(0, '127.0.0.1', function () {
    process.stdout.write(`${this.address().port}\n`)
  })
