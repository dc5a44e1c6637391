import express from 'express'
import session, { MemoryStore } from 'express-session'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createBrowsers, type Browsers } from '../../src/wire/client.ts'
import { sendAndFollow } from '../../src/wire/follow.ts'
import { lightClient } from '../../src/wire/light-client.ts'
import { wholeClient } from '../../src/wire/whole-client.ts'

/**
 * An app whose login redirects to a page that says who is logged in. Its store saves a new session only when that page has been
 * answered, or when what sent the login has waited for nothing.
 */
async function serve() {
  let save = () => {}
  const mayBeSaved = new Promise<void>((resolve) => void (save = resolve))
  class SlowStore extends MemoryStore {
    override set(...words: Parameters<MemoryStore['set']>): void {
      void mayBeSaved.then(() => super.set(...words))
    }
  }
  const app = express()
  app.use(session({ secret: 'secret', resave: false, saveUninitialized: false, store: new SlowStore() }))
  app.post('/login', (req, res) => {
    Object.assign(req.session, { user: 'ada' })
    res.redirect(303, '/me')
  })
  app.get('/me', (req, res) => {
    res.json({ user: (req.session as { user?: string }).user ?? 'nobody' })
    save()
  })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, save }
}

const login = { method: 'POST', path: '/login', headers: {}, body: null } as const

const follow = async (browsers: Browsers, address: string) =>
  (await sendAndFollow(browsers, address, 'Ada', login, 10_000)).map(({ response }) => [response.status, response.body])

test('a redirect that is followed at the headers overtakes the save', async () => {
  const { address } = await serve()
  expect(await follow(createBrowsers(lightClient), address)).toEqual([
    [303, 'See Other. Redirecting to /me'],
    [200, '{"user":"nobody"}'],
  ])
})

test('one that is followed when the answer has ended does not', async () => {
  const { address, save } = await serve()
  // supertest comes to the redirect when it has the whole answer, and that only comes when the session is saved.
  save()
  expect(await follow(createBrowsers(wholeClient), address)).toEqual([
    [303, 'See Other. Redirecting to /me'],
    [200, '{"user":"ada"}'],
  ])
})
