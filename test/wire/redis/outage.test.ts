import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { createClient } from 'redis'
import { expect, onTestFinished, test } from 'vitest'
import { leftOut, redisFile, redisHere } from '../../support/real-redis.ts'

// What the last step of the lesson about stores says of these two packages, which do not come with the tutor.
test.skipIf(redisFile === undefined)(
  `where connect-redis loses its server, a 503 comes at once${leftOut}`,
  async () => {
    const served = await redisHere().serve()
    if (served.kind !== 'redis') throw new Error('There is no Redis.')
    const client = createClient({ url: served.server.url })
    const store = new RedisStore({ client })
    client.on('error', () => store.emit('disconnect'))
    client.on('ready', () => store.emit('connect'))
    await client.connect()
    onTestFinished(() => client.destroy())
    const app = express()
    app.set('env', 'test')
    app.use(session({ store, secret: 'secret', resave: false, saveUninitialized: true }))
    app.use((req, res, next) => {
      if (req.session) next()
      else res.sendStatus(503)
    })
    app.get('/', (_req, res) => {
      res.json({})
    })
    const server = createServer(app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const ask = async () => (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).status
    expect(await ask()).toBe(200)
    const lost = new Promise((resolve) => client.once('error', resolve))
    served.server.end()
    await lost
    expect(await ask()).toBe(503)
  },
)
