import express from 'express'
import session from 'express-session'
import http from 'node:http'
import { Readable } from 'node:stream'
import { inspect } from 'node:util'

/** An app that answers with what it sees of itself: the instrument must change nothing of it. */

class OwnStore extends session.Store {
  #kept = new Map()
  calls = []
  get(id, callback) {
    this.calls.push(['get', this instanceof OwnStore, callback.length, callback.name])
    setImmediate(() => callback(null, this.#kept.get(id)))
  }
  set(id, data, callback) {
    this.calls.push(['set', this instanceof OwnStore])
    this.#kept.set(id, JSON.parse(JSON.stringify(data)))
    setImmediate(() => callback(null))
  }
  destroy(id, callback) {
    this.#kept.delete(id)
    setImmediate(() => callback())
  }
}

const memory = new session.MemoryStore()
const own = new OwnStore()
const fresh = prototypes(own)
const middleware = session({ secret: 'a b c', resave: false, saveUninitialized: false, store: own })
const inMemory = session({ secret: 'a b c', resave: false, saveUninitialized: false, store: memory, name: 'other' })

const app = express()
app.set('env', 'test')
const kept = { next: null, hadSession: null, names: [] }

app.use(function first(req, res, next) {
  // Not 'session' in req: that is true under the instrument (missing.ts).
  kept.hadSession = [req.session, Object.hasOwn(req, 'session')]
  kept.next = req.next === next
  kept.names = [next.name, next.length]
  next()
})
app.use(middleware)

app.get('/session', (req, res, next) => {
  req.session.views = (req.session.views ?? 0) + 1
  res.json({
    in: [kept.hadSession, 'session' in req, Object.hasOwn(req, 'session')],
    next: [kept.next, req.next === next, ...kept.names],
    req: [prototypes(req), req instanceof http.IncomingMessage, req instanceof Readable, keysIn(req)],
    res: [prototypes(res), res instanceof http.ServerResponse, keysIn(res)],
    functions: [session, middleware, res.end, res.writeHead, req.session.save, own.get, own.set, own.generate].map(
      ({ name, length }) => [name, length],
    ),
    session: [prototypes(req.session), keysIn(req.session), Object.keys(req.session), inspect(req.session.views)],
    parts: Object.keys(session).map((name) => [name, typeof session[name], session[name].name, session[name].length]),
    constructors: [
      new session.Store().constructor === session.Store,
      session.Store.prototype.constructor === session.Store,
      memory.constructor === session.MemoryStore,
      memory instanceof session.MemoryStore,
      memory instanceof session.Store,
      own.constructor === OwnStore,
      Object.getPrototypeOf(OwnStore) === session.Store,
      session.MemoryStore['super_'] === session.Store,
      req.session.constructor === session.Session,
    ],
    stores: [Object.keys(own), Object.keys(memory), fresh, prototypes(own), 'generate' in new session.Store()],
    calls: own.calls,
    promise: inspect(Promise.resolve(1)),
    pending: inspect((async () => null)()),
    layers: (app.router?.stack ?? []).map(({ name, handle }) => [name, handle.name, handle.length]),
    globals: Object.getOwnPropertyNames(globalThis).length,
    listeners: ['uncaughtException', 'unhandledRejection', 'SIGINT'].map((name) => process.listenerCount(name)),
  })
})
app.get('/memory', inMemory, (req, res) => res.json([memory.get.name, memory.get.length, typeof memory.sessions]))
app.get('/throw', function thrower() {
  throw new Error('thrown')
})
app.get('/async', async function rejecter() {
  await Promise.resolve()
  throw new TypeError('rejected')
})
app.get('/callback', (req, res, next) => {
  req.session.reload(function reloaded(error) {
    next(error ?? new Error('of a callback'))
  })
})
app.get('/stream', (req, res) => {
  res.write('one ')
  res.write('two ')
  setImmediate(() => res.end('three'))
})
app.get('/twice', (req, res) => {
  res.send('once')
  res.setHeader('X-Late', 'yes')
})
app.get('/regenerate', (req, res, next) => {
  req.session.regenerate((error) => (error ? next(error) : res.redirect('/session')))
})
app.get('/destroy', (req, res) => req.session.destroy(() => res.status(204).end()))
app.use(function failed(error, req, res, next) {
  if (res.headersSent) return next(error)
  res.status(500).json({
    name: error.name,
    message: error.message,
    // Of ten frames that Node.js keeps, some are the instrument's: those far below may be missing.
    frame: error.stack.split('\n').find((line) => line.includes('mirror')),
  })
})

/** The functions whose prototypes lie above an object, by name. */
function prototypes(object) {
  const names = []
  for (let above = Object.getPrototypeOf(object); above !== null; above = Object.getPrototypeOf(above))
    names.push(Object.hasOwn(above, 'constructor') ? above.constructor.name : `of ${Object.keys(above).length}`)
  return names
}

function keysIn(object) {
  const keys = []
  for (const key in object) keys.push(key)
  return keys.join(' ')
}

const server = app.listen(process.env.PORT, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
