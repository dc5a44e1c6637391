import cookieParser from 'cookie-parser'
import express, { type ErrorRequestHandler, type Express } from 'express'
import session, { type SessionOptions } from 'express-session'
import { mkdtempSync, rmSync } from 'node:fs'
import http, { type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import FileStoreFactory from 'session-file-store'
import supertest from 'supertest'
import { expect, onTestFinished, test } from 'vitest'
import { signature } from '../../lessons/signature.ts'
import { createClock } from '../../src/wire/clock.ts'

// What lessons say beside their claims, measured. What they say of causes is measured where those are, in src/diagnosis/causes.

const HOUR = 3_600_000

const quiet: SessionOptions = { secret: 'a secret', resave: false, saveUninitialized: false }

/** An app with a session, and routes that keep a value in it. @param prepare what stands above session() */
function appWith(options: Partial<SessionOptions>, prepare: (app: Express) => void = () => {}): Express {
  const app = express()
  prepare(app)
  app.use(session({ ...quiet, ...options }))
  app.get('/', (req, res) => {
    const data = req.session as unknown as Record<string, unknown>
    const { kept } = data
    data['kept'] = new Date(0)
    res.json({ isDate: kept instanceof Date, type: typeof kept })
  })
  return app
}

const cookiesOf = (response: supertest.Response): string[] => [response.get('Set-Cookie') ?? []].flat()

/** The first cookie of an answer as a client sends it back. */
const pairIn = (response: supertest.Response): string => cookiesOf(response)[0]?.split(';')[0] ?? ''

const warningsOf = (start: () => unknown): string[] => {
  const messages: string[] = []
  const listener = ({ message }: { message: string }) => void messages.push(message)
  process.on('deprecation' as 'warning', listener)
  onTestFinished(() => void process.off('deprecation', listener))
  start()
  return messages
}

test('lesson 1: the value is URL-encoded, but a bare colon would be read as well', async () => {
  const app = appWith({})
  const pair = pairIn(await supertest(app).get('/'))
  expect(pair).toMatch(/^connect\.sid=s%3A/)
  const again = await supertest(app).get('/').set('Cookie', decodeURIComponent(pair))
  expect(again.body.type).toBe('string')
})

test.each([
  [true, 'nothing', 'puts old data back'],
  [false, 'written', 'leaves alone what was written meanwhile'],
])('lesson 1: with resave: %s, %s is left: a slow request that only reads %s', async (resave, left) => {
  const app = express()
  app.use(session({ ...quiet, saveUninitialized: true, resave }))
  const data = ({ session: kept }: express.Request) => kept as unknown as { text?: string }
  let goOn = () => {}
  const isReading = new Promise<void>((begun) => {
    app.get('/slow', (_req, res) => {
      goOn = () => void res.json({})
      begun()
    })
  })
  app.get('/write', (req, res) => {
    data(req).text = 'written'
    res.json({})
  })
  app.get('/', (req, res) => {
    res.json({ text: data(req).text ?? 'nothing' })
  })
  const agent = supertest.agent(app)
  await agent.get('/')
  const slow = Promise.resolve(agent.get('/slow'))
  await isReading
  await agent.get('/write')
  goOn()
  await slow
  expect((await agent.get('/')).body).toEqual({ text: left })
})

test.each([
  [false, 'undefined'],
  [true, 'string'],
])('lesson 1: a store without touch, and resave: %s: after a visit it keeps a session as %s', async (resave, type) => {
  const clock = createClock()
  onTestFinished(() => clock.restore())
  const store = Object.assign(new session.MemoryStore(), { touch: undefined })
  const app = appWith({ store, resave, cookie: { maxAge: 10 * HOUR } })
  const Cookie = pairIn(await supertest(app).get('/'))
  await clock.advance(6 * HOUR)
  expect((await supertest(app).get('/').set({ Cookie })).body.type).toBe('string')
  await clock.advance(5 * HOUR)
  expect((await supertest(app).get('/').set({ Cookie })).body.type).toBe(type)
})

test("lesson 1: cookie-parser's secret is taken from req.secret, and session() warns all the same", async () => {
  const { secret: _, ...withoutSecret } = quiet
  const app = express()
  app.use(cookieParser('a secret for cookie-parser'))
  const warnings = warningsOf(() => app.use(session(withoutSecret as SessionOptions)))
  app.get('/', (req, res) => {
    Object.assign(req.session, { visits: 1 })
    res.json({})
  })
  expect(warnings).toEqual(['req.secret; provide secret option'])
  const response = await supertest(app).get('/')
  expect(response.status).toBe(200)
  const [, id = ''] = /=s%3A([\w-]{32})\./.exec(pairIn(response)) ?? []
  expect(pairIn(response)).toBe(`connect.sid=s%3A${id}.${signature(id, 'a secret for cookie-parser')}`)
})

test.each([
  ['proxy: true', { proxy: true }, () => {}],
  ["app.set('trust proxy', 1)", {}, (app: Express) => app.set('trust proxy', 1)],
])('lesson 1: with %s a proxy is trusted that speaks of https', async (_, options, prepare) => {
  const app = appWith({ ...options, cookie: { secure: true } }, prepare)
  const response = await supertest(app).get('/').set('X-Forwarded-Proto', 'https')
  expect(cookiesOf(response)).toEqual([expect.stringContaining('; Secure')])
  expect(cookiesOf(await supertest(app).get('/'))).toEqual([])
})

test('lesson 1: TypeScript knows no samesite', () => {
  // @ts-expect-error -- that is the test: without an error here, `tsc` has one
  const options: SessionOptions = { ...quiet, cookie: { samesite: 'strict' } }
  expect(() => session(options)).not.toThrow()
})

test('lesson 2: another store may set an end of its own, as session-file-store does', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-'))
  const clock = createClock()
  onTestFinished(() => {
    clock.restore()
    rmSync(folder, { recursive: true, force: true })
  })
  const FileStore = FileStoreFactory(session)
  const store = new FileStore({ path: folder, retries: 0, reapInterval: -1, logFn() {} })
  const agent = supertest.agent(appWith({ store }))
  await agent.get('/')
  expect((await agent.get('/')).body.type).toBe('string')
  await clock.advance(2 * HOUR)
  expect((await agent.get('/')).body.type).toBe('undefined')
})

test('lesson 2: with a string as maxAge and an error handler, a visitor could wait forever', async () => {
  const app = appWith({ saveUninitialized: true, cookie: { maxAge: '600000' as never } })
  let handled = ''
  const handler: ErrorRequestHandler = (error, _req, res, _next) => {
    handled = String(error)
    res.status(500).json({})
  }
  app.use(handler)
  // What is left when the error page threw as well: Express, which ends the answer. session() has made that do nothing.
  const ended = await new Promise<unknown>((resolve) => {
    const listener: RequestListener = (req, res) => {
      const last = () => {
        resolve([res.end('too late'), res.writableEnded, res.headersSent])
        res.destroy()
      }
      const run = app as unknown as (...words: unknown[]) => void
      run(req, res, last)
    }
    const server = http.createServer(listener)
    onTestFinished(() => void server.close())
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      http.get({ port, host: '127.0.0.1' }).on('error', () => {})
    })
  })
  expect(handled).toBe('TypeError: maxAge must be a number or Date')
  expect(ended).toEqual([false, false, false])
})

test.each([
  ['the same', 'a secret', true],
  ['another', 'another secret', false],
])('lesson 4: cookie-parser with %s secret', async (_, secret, reads) => {
  const app = express()
  app.use(cookieParser(secret), session({ ...quiet, saveUninitialized: true }))
  app.get('/', (req, res) => {
    res.json({ id: req.sessionID, read: Object(req.signedCookies)['connect.sid'] })
  })
  const Cookie = pairIn(await supertest(app).get('/'))
  const { id, read } = (await supertest(app).get('/').set({ Cookie })).body
  expect(read).toBe(reads && id)
})

test.each([
  [true, { status: 200, isNew: true }],
  [false, { status: 500, isNew: undefined }],
])('lesson 9: regenerate() as a promise, bound to its session: %s', async (isBound, expected) => {
  const app = express()
  app.use(session(quiet))
  app.get('/', async (req, res) => {
    const before = req.sessionID
    // oxlint-disable-next-line typescript/unbound-method -- that is the test
    const { regenerate } = req.session
    await promisify(isBound ? regenerate.bind(req.session) : regenerate)()
    res.json({ isNew: req.sessionID !== before })
  })
  const { status, body } = await supertest(app).get('/')
  expect({ status, isNew: body.isNew }).toEqual(expected)
})
