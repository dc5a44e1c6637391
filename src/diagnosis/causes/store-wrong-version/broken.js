import { createRequire } from 'node:module'
import express from 'express'
import session from 'express-session'
import { createClient } from 'redis'

const require = createRequire(import.meta.url)
const RedisStore = require('connect-redis')(session)

const client = createClient({ url: process.env.REDIS_URL })
const store = new RedisStore({ client })
const app = express()

app.use(session({ secret: 'a long and random text of yours', store, resave: false, saveUninitialized: false }))

app.get('/', (req, res) => res.send('Hello'))

app.listen(process.env.PORT ?? 3000, '127.0.0.1')
client.on('error', (error) => process.stderr.write(`${error}\n`))
await client.connect()
