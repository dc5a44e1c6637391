import passport from 'passport'
import express from 'express'
import session from 'express-session'

const app = express()

app.use(passport.initialize())
app.use(passport.session())
app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

app.get('/', (req, res) => res.send(`Hello ${req.user?.name ?? 'nobody'}`))

app.listen(process.env.PORT ?? 3000)
