import cookieParser from 'cookie-parser'
import express from 'express'
import session from 'express-session'

const app = express()

// The app is on the stack while the two below look into req.signedCookies themselves.
app.use((req, res, next) => next())
app.use(cookieParser('one text'))
app.use(session({ secret: 'another text', resave: false, saveUninitialized: true }))

app.get('/', (req, res) => res.send('Hello'))
app.get('/id', (req, res) => {
  const { signedCookies } = req
  res.json({ id: signedCookies['connect.sid'], again: signedCookies['connect.sid'], none: signedCookies.none ?? null })
})
app.get('/all', (req, res) => res.json({ ...req.signedCookies }))

app.listen(process.env.PORT, '127.0.0.1')
