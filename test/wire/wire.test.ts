import type { Express, Response } from 'express'
import type { SessionOptions } from 'express-session'
import net from 'node:net'
import { resourceUsage } from 'node:process'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { processEnvironment } from '../../src/environment.ts'
import type { RequestPlan } from '../../src/wire/client.ts'
import { observeHere } from '../../src/wire/observed.ts'
import type { ProxyPlan } from '../../src/wire/proxy/forwarded.ts'
import { openWire, type Wire } from '../../src/wire/wire.ts'

const { events } = processEnvironment()
// What was loaded before is not observed.
observeHere(events.self)
const { default: express } = await import('express')
const { default: session } = await import('express-session')

/** A wire, and an app whose `/` counts visits. */
async function start(options: Partial<SessionOptions> = {}) {
  const wire = openWire(events, { folder: import.meta.dirname, shownAs: (file) => file })
  onTestFinished(() => wire.close())
  const createApp = (): Express => {
    const app = express()
    app.use(session({ secret: 'secret', resave: false, saveUninitialized: false, ...options }))
    app.get('/', (req, res) => {
      const data = req.session as unknown as { visits?: number }
      data.visits = (data.visits ?? 0) + 1
      res.json({ visits: data.visits })
    })
    app.get('/throws-later', () => {
      setImmediate(() => {
        throw new Error('nobody caught me')
      })
    })
    app.get('/never', () => {})
    app.get('/asks-itself', async (req, res) => {
      const address = `http://127.0.0.1:${req.socket.localPort}/`
      const inner = await fetch(address, { headers: { 'X-From': 'the app itself' } })
      res.json({ inner: await inner.json() })
    })
    app.get('/out', (req, res) => {
      req.session.destroy(() => res.end())
    })
    return app
  }
  return { wire, createApp, ...(await wire.start(createApp)) }
}

const get = (path: string, headers: Record<string, string> = {}): RequestPlan => ({
  method: 'GET',
  path,
  headers,
  body: null,
})

const portOf = (exchange: Awaited<ReturnType<Wire['send']>>): number =>
  Number(exchange.request.headers.find(([name]) => name === 'Host')?.[1]?.split(':')[1])

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

test('an app may ask itself: the exchange is about the request that came first, and has what both caused', async () => {
  const { wire } = await start()
  const { request, response, store } = await wire.send(
    'asks itself',
    null,
    get('/asks-itself', { 'X-From': 'me' }),
    5000,
  )
  expect(request.path).toBe('/asks-itself')
  expect(request.headers).toContainEqual(['X-From', 'me'])
  expect(request.headers).not.toContainEqual(['X-From', 'the app itself'])
  expect(JSON.parse(response.body)).toEqual({ inner: { visits: 1 } })
  expect(store.map(({ op }) => op)).toEqual(['set'])
})

test('an exchange has the wire, the trace and the store with sessions before and after', async () => {
  const { wire } = await start()
  const first = await wire.send('first', 'browser', get('/'), 1000)
  const second = await wire.send('second', 'browser', get('/'), 1000)
  expect(first.response.headers.map(([name]) => name)).toEqual([
    'X-Powered-By',
    'Content-Type',
    'Content-Length',
    'ETag',
    'Set-Cookie',
    'Date',
    'Connection',
  ])
  expect(first.trace[0]).toBe('no SID sent, generating session')
  expect(first.generated).toEqual([first.store[0]?.id])
  expect(second.store.map(({ op }) => op)).toEqual(['get', 'set'])
  expect(second.store[1]).toMatchObject({ before: { visits: 1 }, session: { visits: 2 } })
  expect(second.generated).toEqual([])
})

test('each browser has its own cookies, and no browser has none', async () => {
  const { wire } = await start()
  await wire.send('a', 'a', get('/'), 1000)
  expect((await wire.send('b', 'b', get('/'), 1000)).response.body).toBe('{"visits":1}')
  expect((await wire.send('a again', 'a', get('/'), 1000)).response.body).toBe('{"visits":2}')
  const bare = await wire.send('bare', null, get('/', { Cookie: 'x=1' }), 1000)
  expect(bare.request.headers).toContainEqual(['Cookie', 'x=1'])
  expect(bare.response.body).toBe('{"visits":1}')
})

describe('a browser keeps its cookies in our own jar', () => {
  /** A wire whose app sets the cookies that the path names, and tells which it got. */
  async function startSetter() {
    const wire = openWire(events, { folder: import.meta.dirname, shownAs: (file) => file })
    onTestFinished(() => wire.close())
    const app = express()
    app.all('/', (req, res) => {
      res.set('Set-Cookie', [req.query['set'] ?? []].flat().map(String))
      res.send(req.headers.cookie ?? '')
    })
    await wire.start(() => app)
    const visit = async (plan: Partial<RequestPlan> = {}, ...lines: readonly string[]): Promise<string> => {
      const path = `/?${lines.map((line) => `set=${encodeURIComponent(line)}`).join('&')}`
      return (await wire.send('visit', 'browser', { ...get(path), ...plan }, 1000)).response.body
    }
    return { wire, visit }
  }

  test('which knows Max-Age, and moves with the clock', async () => {
    const { wire, visit } = await startSetter()
    await wire.clock.stop()
    await visit({}, 'short=1; Max-Age=60', 'long=2; Max-Age=120')
    await wire.clock.advance(59_000)
    expect(await visit()).toBe('short=1; long=2')
    await wire.clock.advance(1000)
    expect(await visit()).toBe('long=2')
  })

  test('which knows SameSite and the page that starts a request', async () => {
    const { visit } = await startSetter()
    await visit({}, 'strict=1; SameSite=Strict', 'lax=2; SameSite=Lax', 'new=3', 'none=4; SameSite=None')
    expect(await visit({ method: 'POST' })).toBe('strict=1; lax=2; new=3')
    const from = new URL('https://other.example/')
    expect(await visit({ from })).toBe('lax=2; new=3')
    expect(await visit({ from, method: 'POST' })).toBe('new=3')
    expect(await visit({ from, navigation: false }, 'image=5', 'form=6; SameSite=None')).toBe('')
    expect(await visit({ from }, 'link=7; SameSite=Strict')).toBe('lax=2; new=3')
    expect(await visit()).toBe('strict=1; lax=2; new=3; link=7')
  })

  test('a Cookie header that is written out takes its place, and the answer goes into the jar all the same', async () => {
    const { visit } = await startSetter()
    await visit({}, 'sid=1', 'other=2')
    expect(await visit({ headers: { cookie: 'sid=9' } }, 'more=3')).toBe('sid=9')
    expect(await visit()).toBe('sid=1; other=2; more=3')
  })

  test('and the exchange says what sent it', async () => {
    const { wire } = await startSetter()
    expect(await wire.send('visit', 'browser', get('/'), 1000)).toMatchObject({ client: 'supertest' })
  })
})

test('a restart closes the old listener, forgets the sessions and keeps the cookies', async () => {
  const { wire, createApp } = await start()
  const before = await wire.send('before', 'browser', get('/'), 1000)
  expect(await listens(portOf(before))).toBe(true)
  await wire.start(createApp)
  expect(await listens(portOf(before))).toBe(false)
  const after = await wire.send('after', 'browser', get('/'), 1000)
  expect(after.request.headers.some(([name]) => name === 'Cookie')).toBe(true)
  expect(after.trace).toContain('no session found')
  expect(after.response.body).toBe('{"visits":1}')
})

test('the clock moves the app, the jar and the Date header together, and is given back', async () => {
  const { wire } = await start({ cookie: { maxAge: 60_000 } })
  const real = Date
  await wire.send('first', 'browser', get('/'), 1000)
  // An end on the wire has whole seconds, and time goes on meanwhile: not in the last second of it.
  await wire.clock.advance(50_000)
  expect((await wire.send('in time', 'browser', get('/'), 1000)).response.body).toBe('{"visits":2}')
  await wire.clock.advance(3_600_000)
  const late = await wire.send('too late', 'browser', get('/'), 1000)
  expect(late.request.headers.some(([name]) => name === 'Cookie')).toBe(false)
  const date = late.response.headers.find(([name]) => name === 'Date')?.[1] ?? ''
  expect(Math.abs(Date.parse(date) - Date.now())).toBeLessThan(5000)
  await wire.close()
  expect(Date).toBe(real)
  expect(Date.parse(date) - Date.now()).toBeGreaterThan(3_000_000)
})

test('a crash is caught, told and ends that server', async () => {
  const { wire, createApp } = await start()
  const crash = await wire.send('crash', 'browser', get('/throws-later'), 1000)
  expect(crash.failure).toEqual({ kind: 'crash', message: 'Error: nobody caught me' })
  expect(crash.response.status).toBe(0)
  expect((await wire.send('after', 'browser', get('/'), 1000)).failure?.kind).toBe('crash')
  await wire.start(createApp)
  expect((await wire.send('after a restart', 'browser', get('/'), 1000)).response.status).toBe(200)
})

test('a request without an answer is given up, and that server with it', async () => {
  const { wire } = await start()
  const hang = await wire.send('hang', 'browser', get('/never'), 1000)
  expect(hang.failure?.kind).toBe('hang')
  expect(hang.request.path).toBe('/never')
})

test('session() that throws is a failure of the start', async () => {
  const { failure } = await start({ unset: 'maybe' as 'keep' })
  expect(failure).toEqual({ kind: 'setup', message: 'TypeError: unset option must be "destroy" or "keep"' })
})

test('an error after the headers is recorded, not printed', async () => {
  const { wire } = await start({ name: 'not a token' })
  const exchange = await wire.send('visit', 'browser', get('/'), 1000)
  expect(exchange.errors).toEqual(['TypeError: argument name is invalid'])
  expect(exchange.response.headers.some(([name]) => name === 'Set-Cookie')).toBe(false)
})

test('destroy() is seen with what it destroys', async () => {
  const { wire } = await start()
  await wire.send('in', 'browser', get('/'), 1000)
  const out = await wire.send('out', 'browser', get('/out'), 1000)
  expect(out.store.at(-1)).toMatchObject({ op: 'destroy', before: { visits: 1 } })
})

test('what a learner sends between exchanges is served, but not recorded', async () => {
  const { wire } = await start()
  const first = await wire.send('first', 'browser', get('/'), 1000)
  const answer = await fetch(`http://127.0.0.1:${portOf(first)}/`)
  expect(await answer.json()).toEqual({ visits: 1 })
  const second = await wire.send('second', 'browser', get('/'), 1000)
  expect(second.store.length).toBe(2)
  expect(second.response.body).toBe('{"visits":2}')
})

test.each([
  ['that goes on', (response: Response) => void setInterval(() => response.write('x'.repeat(1e5)), 1).unref()],
  [
    'that is small only on the wire',
    (response: Response) => void response.set('Content-Encoding', 'gzip').send(gzipSync(Buffer.alloc(1e8))),
  ],
])('an answer %s fills no memory', async (_, answer) => {
  const { wire } = await start()
  const createApp = () => express().get('/', (_request, response) => answer(response))
  await wire.start(createApp)
  const before = resourceUsage().maxRSS
  const exchange = await wire.send('one', 'browser', get('/'), 10_000)
  expect(resourceUsage().maxRSS - before).toBeLessThan(100_000)
  expect(exchange).toMatchObject({
    response: { status: 0, body: '' },
    failure: { kind: 'cut', message: 'the answer is longer than 1 MB' },
  })
})

test('an app that never calls session() is told from one that does', async () => {
  const { wire, createApp } = await start()
  const visit = () => wire.send('a visit', null, get('/'), 30_000)
  expect(await visit()).not.toHaveProperty('withoutSession')
  await wire.start(() => express().get('/', (_req, res) => void res.json({})))
  expect(await visit()).toMatchObject({ withoutSession: true })
  await wire.start(createApp)
  expect(await visit()).not.toHaveProperty('withoutSession')
})

describe('behind proxies', () => {
  const proxy: ProxyPlan = { name: 'the proxy', speaks: 'https', proto: 'sets', for: 'appends' }
  const behind = async (options: Partial<SessionOptions>, plans: readonly ProxyPlan[] = [proxy]) => {
    const { wire, createApp } = await start(options)
    await wire.start(createApp, { behind: plans })
    return wire
  }

  test('the browser speaks https, and keeps and sends a Secure cookie', async () => {
    const wire = await behind({ proxy: true, cookie: { secure: true } })
    const first = await wire.send('first', 'a', get('/'), 2000)
    const second = await wire.send('second', 'a', get('/'), 2000)
    expect([first, second].map(({ response }) => response.body)).toEqual(['{"visits":1}', '{"visits":2}'])
    expect(first.request.headers).toContainEqual(['X-Forwarded-Proto', 'https'])
    expect(second.through).toMatchObject([{ name: 'the proxy', over: 'https' }])
    expect(second.through?.[0]?.headers.map(([name]) => name)).toContain('Cookie')
  })

  test('past them it speaks http, and keeps the Secure cookie to itself', async () => {
    const wire = await behind({ proxy: true, cookie: { secure: true } })
    await wire.send('first', 'a', get('/'), 2000)
    const past = await wire.send('past', 'a', get('/'), 2000, true)
    expect(past.through).toEqual([])
    const names = past.request.headers.map(([name]) => name.toLowerCase())
    expect(names.filter((name) => name === 'cookie' || name.startsWith('x-forwarded'))).toEqual([])
  })

  test('a crash behind them is one, and the proxy answers 502', async () => {
    const wire = await behind({})
    const crashed = await wire.send('crash', 'a', get('/throws-later'), 2000)
    expect(crashed).toMatchObject({ failure: { kind: 'crash' }, response: { status: 502 } })
  })

  test('a request without an answer is given up there too', async () => {
    const wire = await behind({})
    expect(await wire.send('hang', 'a', get('/never'), 500)).toMatchObject({ failure: { kind: 'hang' } })
  })

  test('the next server has those that it is given, and old ones are gone', async () => {
    const { wire, createApp } = await start()
    await wire.start(createApp, { behind: [proxy] })
    const old = Number(
      (await wire.send('first', 'a', get('/'), 2000)).request.headers
        .find(([name]) => name === 'Host')?.[1]
        ?.split(':')[1],
    )
    await wire.start(createApp)
    expect((await wire.send('second', 'a', get('/'), 2000)).through).toBeUndefined()
    expect(await listens(old)).toBe(false)
  })
})
