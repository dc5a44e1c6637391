import express from 'express'
import session from 'express-session'

const app = express()

app.use(session({ secret: 'a long and random text of yours', resave: false, saveUninitialized: false }))

const later = async () => {
  throw new Error('the mail server said no')
}

app.get('/', (req, res) => {
  later().catch((error) => process.stderr.write(`${error.message}\n`))
  res.send('Hello')
})

app.listen(process.env.PORT ?? 3000)
