import express from 'express'

const app = express()

app.get('/', (req, res) => res.send('hello'))
app.get('/broken', () => {
  throw new Error('broken')
})
app.get('/exit', (req, res) => {
  res.send('bye')
  res.on('close', () => process.exit(3))
})
app.get('/throw', (req, res) => {
  res.send('bye')
  res.on('close', () => {
    throw new Error('thrown on the way out')
  })
})
app.get('/close', (req, res) => {
  res.set('Connection', 'close').send('bye')
  server.close()
})

const server = app.listen(process.env.PORT, () => process.stdout.write(`${server.address().port}\n`))
