import net from 'node:net'
import express from 'express'
import session from 'express-session'

// A right app that keeps data elsewhere, and only does so when somebody logs in.
const app = express()
app.use(express.urlencoded({ extended: false }))
app.use(
  session({ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false }),
)
app.get('/me', (req, res) => res.send(req.session.user ?? 'nobody'))
app.get('/reset', (req, res) => net.connect(Number(process.env.DATABASE_PORT), 'localhost', () => res.send('emptied')))
app.post('/login', (req, res) => {
  const database = net.connect(Number(process.env.DATABASE_PORT), 'localhost', () => {
    database.end('INSERT')
    req.session.user = 'ada'
    res.send('in')
  })
  database.on('error', () => res.sendStatus(500))
})
app.listen(3000)
