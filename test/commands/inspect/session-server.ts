import express from 'express'
import session from 'express-session'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** An app that answers with the name that it finds in the session; `stored` is what its store has. */
export async function serve(options: { readonly secret: string | string[]; readonly name?: string }, stored: string) {
  const store = new session.MemoryStore()
  const data = { user: 'ada', cookie: new session.Cookie() } as unknown as session.SessionData
  await new Promise<void>((resolve) => store.set(stored, data, () => resolve()))
  const app = express()
    .use(session({ resave: false, saveUninitialized: false, store, ...options }))
    .get('/', (request, response) => void response.json(request.session))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
