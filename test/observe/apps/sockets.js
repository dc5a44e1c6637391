import http from 'node:http'
import express from 'express'
import session from 'express-session'

const sessions = session({ secret: 'a secret', resave: false, saveUninitialized: true })
const app = express()

app.use(sessions)
app.get('/', (req, res) => res.send('Hello'))
app.post('/login', (req, res) => {
  req.session.user = 'ada'
  req.session.password = 'open-sesame'
  res.send('Welcome')
})

/** What is done with a session when a text comes, by the path of the WebSocket. */
const handlers = {
  '/writes': (req) => void (req.session.name = 'ada'),
  '/saves': (req) => {
    req.session.name = 'ada'
    req.session.save()
  },
  '/reads': (req) => void req.session.user,
  '/reloads': (req) => req.session.reload(() => void req.session.user),
  '/bare': (req) => void req.session,
}

const server = http.createServer(app)
server.on('upgrade', (req, socket) => {
  const open = () => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    socket
      .on('error', () => {})
      .on('data', () => {
        handlers[req.url](req)
        socket.write('heard')
      })
  }
  if (req.url === '/bare') open()
  else sessions(req, {}, open)
})
server.listen(process.env.PORT, '127.0.0.1')
