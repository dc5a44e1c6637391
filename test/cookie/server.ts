import express, { type RequestHandler } from 'express'
import session, { type SessionOptions } from 'express-session'
import { createServer } from 'node:http'

/** A store that knows every session, so that an id is kept exactly when the cookie is accepted. */
class KnowAll extends session.Store {
  override get(_id: string, callback: (error: unknown, session?: session.SessionData | null) => void) {
    callback(null, JSON.parse('{"cookie":{"originalMaxAge":null}}'))
  }
  override set(_id: string, _session: session.SessionData, callback?: () => void) {
    callback?.()
  }
  override destroy(_id: string, callback?: () => void) {
    callback?.()
  }
}

/** What a request brought back. */
export interface Answer {
  readonly status: number
  /** The body: req.sessionID, as the handler saw it. */
  readonly id: string
  /** `name=value` of each Set-Cookie line, without attributes. */
  readonly cookies: readonly string[]
}

/** The id that an app gives to a visitor whose cookie it does not accept. */
export const FRESH = 'fresh'

/** Sends one request to a real Express app with a real express-session. */
export function visit(
  options: Partial<SessionOptions> & { secret: string | string[] },
  cookie?: string,
): Promise<Answer> {
  return request(
    session({ resave: false, saveUninitialized: true, store: new KnowAll(), genid: () => FRESH, ...options }),
    cookie,
  )
}

/** Sends one request through a middleware. */
export async function request(middleware: RequestHandler, cookie?: string): Promise<Answer> {
  const app = express().set('env', 'test')
  app.use(middleware, (req, res) => res.type('text').send(req.sessionID ?? ''))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port.')
    const response = await fetch(
      `http://127.0.0.1:${address.port}/`,
      cookie === undefined ? {} : { headers: { cookie } },
    )
    const id = await response.text()
    return {
      status: response.status,
      id,
      cookies: response.headers.getSetCookie().map((line) => line.split(';')[0] ?? ''),
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
