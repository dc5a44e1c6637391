import net from 'node:net'
import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.get('/', (req, res) => res.send('Hello'))

// Port 1 is closed: nobody ever answers, and this asks again forever.
const connect = () => {
  const database = net.connect(1, '127.0.0.1')
  database.once('connect', () => app.listen(process.env.PORT ?? 3000))
  database.once('error', () => setTimeout(connect, 100))
}
connect()
