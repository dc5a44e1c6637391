import http from 'node:http'
import express from 'express'
import session from 'express-session'
import { WebSocketServer } from 'ws'

const sessions = session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: true })
const app = express()

app.use(sessions)

app.post('/login', (req, res) => {
  req.session.user = 'ada'
  res.send('Welcome')
})

app.get('/', (req, res) => res.send(`Hello ${req.session.name ?? 'nobody'}`))

const server = http.createServer(app)
const sockets = new WebSocketServer({ noServer: true })

server.on('upgrade', (req, socket, head) => {
  sessions(req, {}, () => sockets.handleUpgrade(req, socket, head, (ws) => sockets.emit('connection', ws, req)))
})

sockets.on('connection', (ws, req) => {
  ws.on('message', (data) => {
    req.session.name = String(data)
    ws.send('Saved')
  })
})

server.listen(process.env.PORT ?? 3000, '127.0.0.1')
