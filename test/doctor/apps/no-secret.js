import express from 'express'
import session from 'express-session'

const app = express()
app.use(session({ resave: false, saveUninitialized: false }))
app.get('/', (req, res) => res.send('hello'))
app.listen(3000)
