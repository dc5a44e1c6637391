import { sign } from 'cookie-signature'
import express, { type Request } from 'express'
import session, { type SessionOptions } from 'express-session'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import createFileStore from 'session-file-store'
import { onTestFinished } from 'vitest'
import { attributesByName, readAttributes } from '../../src/cookie/paste/attributes.ts'

const SECRET = 'a secret for tests only'

declare module 'express-session' {
  interface SessionData {
    visits: number
  }
}

/** What a request brought back. */
export interface Answer {
  readonly status: number
  /** `req.sessionID`, as the handler saw it; empty where the request failed. */
  readonly id: string
  /** Of the Set-Cookie line; null without one. */
  readonly attributes: Readonly<Record<string, string | boolean>> | null
}

/** One request: the cookie of a session id, and what the handler does. */
export type Visit = (id?: string | null, handler?: (request: Request) => void) => Promise<Answer>

/** A real Express app with a real express-session, gone when the test is. */
export async function serve(options: Partial<SessionOptions> & { store: session.Store }): Promise<Visit> {
  let handle: (request: Request) => void = () => {}
  const app = express()
    .set('env', 'test')
    .use(session({ secret: SECRET, resave: false, saveUninitialized: false, ...options }))
    .use((request, response) => {
      handle(request)
      response.type('text').send(request.sessionID)
    })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return async (id = null, handler = () => {}) => {
    handle = handler
    const headers = id === null ? {} : { cookie: `connect.sid=${encodeURIComponent(`s:${sign(id, SECRET)}`)}` }
    const response = await fetch(url, { headers: { ...headers, 'x-forwarded-proto': 'https' } })
    const text = await response.text()
    const [line] = response.headers.getSetCookie()
    return {
      status: response.status,
      id: response.status === 200 ? text : '',
      attributes: line === undefined ? null : attributesByName(readAttributes(line.split(';').slice(1))),
    }
  }
}

/** Puts data into the session. */
export const count = ({ session: data }: Request): void => void (data.visits = (data.visits ?? 0) + 1)

const FileStore = createFileStore(session)

/** session-file-store, silent and without its timer. */
export const fileStore = (path: string, options: createFileStore.Options = {}): session.Store =>
  new FileStore({ path, retries: 0, logFn() {}, reapInterval: -1, ...options })
