import { randomBytes } from 'node:crypto'
import express from 'express'
import session from 'express-session'
import sessionFileStore from 'session-file-store'

const FileStore = sessionFileStore(session)
const app = express()

app.use(
  session({
    secret: randomBytes(32).toString('hex'),
    store: new FileStore({ path: './sessions', retries: 0, logFn() {} }),
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3_600_000 },
  }),
)

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000)
