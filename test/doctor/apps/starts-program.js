import { spawn } from 'node:child_process'
import express from 'express'
import session from 'express-session'

// A right app that starts a program, and only does so when somebody asks for it.
const app = express()
app.use(
  session({ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false }),
)
app.get('/', (req, res) => res.send(req.session.user ?? 'nobody'))
app.post('/backup', (req, res) =>
  spawn('touch', [process.env.BACKUP])
    .on('error', () => res.sendStatus(500))
    .on('close', () => res.send('done')),
)
app.listen(3000)
