import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import express from 'express'
import session from 'express-session'
import supertest from 'supertest'

/**
 * The exchanges of lesson 3 as one would write them without session-tutor: the same apps on loopback, the same requests
 * from the same browsers, nothing recorded. `by-hand.test.ts` holds the two together.
 */

const secret = 'a secret that only this lesson knows'

/** @param {import('express-session').SessionOptions} [options] */
function createApp(options) {
  const app = express()
  app.use(session({ secret, resave: false, saveUninitialized: true, ...options }))

  app.get('/', (req, res) => {
    res.json({ id: req.sessionID })
  })

  app.post('/name/:name', (req, res) => {
    req.session.name = req.params.name
    res.json({ id: req.sessionID, name: req.session.name })
  })

  app.get('/name', (req, res) => {
    res.json({ id: req.sessionID, name: req.session.name })
  })

  app.post('/regenerate', (req, res, next) => {
    req.session.regenerate((error) => {
      if (error) next(error)
      else res.json({ id: req.sessionID })
    })
  })
  return app
}

let servers = 0
/** @type {[method: string, path: string, status: number][]} */
const exchanges = []

/** Starts a server, lets something happen on it, stops it. */
async function serve(options, visit) {
  const server = createApp(options).listen(0, '127.0.0.1')
  await once(server, 'listening')
  servers += 1
  await visit(() => supertest.agent(server), server)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** Waits for an answer. */
async function send(request) {
  const response = await request
  exchanges.push([response.request.method, new URL(response.request.url).pathname, response.status])
  return response
}

/** The cookie of an answer, as a client sends it back. */
const cookieOf = (response) => response.headers['set-cookie'][0].split(';')[0]

/** Sends one request with a cookie set by hand. */
const sendWith = (server, path, cookie) => send(supertest(server).get(path).set('Cookie', cookie))

// The lesson opens with the app as it is, though its first step shows another.
await serve({}, () => {})

await serve({ genid: () => 'always-the-same' }, async (newBrowser) => {
  const [alice, bob] = [newBrowser(), newBrowser()]
  await send(alice.post('/name/alice'))
  await send(bob.post('/name/bob'))
  await send(alice.get('/name'))
})

let oldCookie = ''
await serve({}, async (newBrowser) => {
  const browser = newBrowser()
  oldCookie = cookieOf(await send(browser.get('/')))
  await send(browser.get('/'))
})

await serve({}, async (newBrowser, server) => {
  const browser = newBrowser()
  const cookie = cookieOf(await send(browser.get('/')))
  await send(browser.get('/'))
  const changed = cookie.replace(/(.)\.(?=[^.]*$)/, (_, last) => `${last === 'A' ? 'B' : 'A'}.`)
  await sendWith(server, '/', changed)
  await sendWith(server, '/', oldCookie)
  await send(browser.post('/regenerate'))
  await sendWith(server, '/', cookie)
})

await serve({ genId: () => randomUUID() }, (newBrowser) => send(newBrowser().get('/')))

await serve({ genid: () => randomUUID() }, (newBrowser) => send(newBrowser().get('/')))

await serve({ genid: async () => randomUUID() }, async (newBrowser) => {
  const browser = newBrowser()
  await send(browser.post('/name/grace'))
  await send(browser.get('/name'))
})

let visitors = 0
await serve({ genid: () => String((visitors += 1)).padStart(32, '0') }, async (newBrowser, server) => {
  await send(newBrowser().post('/name/alice'))
  const mallory = cookieOf(await send(newBrowser().post('/name/mallory')))
  const guess = '1'.padStart(32, '0')
  await sendWith(server, '/name', `connect.sid=s%3A${guess}.${mallory.split('.').at(-1)}`)
  const signature = createHmac('sha256', secret).update(guess).digest('base64').replace(/=+$/, '')
  await sendWith(server, '/name', `connect.sid=s%3A${guess}.${encodeURIComponent(signature)}`)
})

await serve({ saveUninitialized: false }, (newBrowser) => send(newBrowser().post('/name/ivan')))

process.stdout.write(`${JSON.stringify({ servers, exchanges })}\n`)
