import express from 'express'
import session from 'express-session'

const app = express()

let count = 0
const genid = () => {
  count += 1
  return count === 1 ? 'x'.repeat(300) : 7
}
app.use('/id', session({ secret: 'a', genid, resave: false, saveUninitialized: true }))
app.get('/id', (req, res) => res.json({}))

app.get('/fails', (req, res, next) => next(Object.assign(new TypeError('oops'), { permission: 'FileSystemWrite' })))
app.get('/fails-long', () => {
  throw new Error('x'.repeat(100_000))
})
app.get('/taken', (req, res, next) => next(new Error('taken')))
app.use((error, req, res, next) => (error.message === 'taken' ? res.json({}) : next(error)))

app.use(session({ secret: 'a', resave: false, saveUninitialized: false }))
app.get('/some', (req, res) => {
  req.session.list = 'x'.repeat(2000)
  res.json({})
})
app.get('/much', (req, res) => {
  req.session.list = Array.from({ length: 1000 }, () => 'x'.repeat(3000))
  res.json({})
})
app.get('/again', async (req, res) => {
  req.session.user = 'ada'
  for (let i = 0; i < 9000; i += 1) await new Promise((done) => req.session.save(done))
  res.json({})
})

app.listen(process.env.PORT)
