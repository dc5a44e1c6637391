import express from 'express'
import session from 'express-session'

const app = express()

// As old readers of bodies do: what comes next is called back by something that began before the request.
const waiting = []
setInterval(() => {
  for (const next of waiting.splice(0)) next()
}, 1)
app.use((req, res, next) => waiting.push(next))

app.use(session({ secret: 'a secret that is at least 32 bytes long', resave: false, saveUninitialized: false }))
app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.json({ visits: req.session.visits })
})

app.listen(process.env.PORT ?? 3000)
