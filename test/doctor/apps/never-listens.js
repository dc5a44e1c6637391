import net from 'node:net'
import express from 'express'
import session from 'express-session'

const app = express()
app.use(session({ secret: 'a secret that is at least 32 bytes long', resave: false, saveUninitialized: false }))
// Nobody answers there: reserved for what multiplexes ports (RFC 1078).
const connect = () =>
  net
    .connect(5432, 'localhost')
    .on('connect', () => app.listen(3000))
    .on('error', () => setTimeout(connect, 200))
connect()
