import http from 'node:http'
import express from 'express'
import session from 'express-session'
import { WebSocketServer } from 'ws'

const sessions = session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false })
const app = express()

app.use(sessions)

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.name ?? 'nobody'}`))

const server = http.createServer(app)
const sockets = new WebSocketServer({ server })

sockets.on('connection', (ws, req) => {
  ws.on('message', () => ws.send(`Hello ${req.session?.user ?? 'nobody'}`))
})

server.listen(process.env.PORT ?? 3000, '127.0.0.1')
