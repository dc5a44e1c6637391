import express from 'express'
import session from 'express-session'
import sessionFileStore from 'session-file-store'

const FileStore = sessionFileStore(session)
const app = express()

app.use(
  session({
    secret: 'a long and random text of yours',
    resave: false,
    saveUninitialized: false,
    store: new FileStore({ path: './sessions', ttl: 60 * 60, retries: 0, logFn() {} }),
  }),
)

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.user ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
