import dns from 'node:dns'
import express from 'express'
import session from 'express-session'

/** Keeps sessions in a database whose address only a name server knows. */
class RemoteStore extends session.Store {
  #ask(done) {
    dns.resolveSrv('_mongodb._tcp.db.shop.invalid', (error) => done(error))
  }
  get(id, done) {
    this.#ask(done)
  }
  set(id, data, done) {
    this.#ask(done)
  }
  destroy(id, done) {
    this.#ask(done)
  }
}

const app = express()
app.use(
  session({
    secret: 'a secret that is at least 32 bytes long',
    resave: false,
    saveUninitialized: true,
    store: new RemoteStore(),
  }),
)
app.get('/', (req, res) => res.send('Hello'))
app.listen(3000)
