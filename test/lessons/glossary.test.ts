import express, { type Express } from 'express'
import session, { type MemoryStore, type SessionOptions } from 'express-session'
import { createHmac } from 'node:crypto'
import supertest, { type Response } from 'supertest'
import { describe, expect, test } from 'vitest'
import { findLesson } from '../../src/course/find.ts'
import { fetched, fetchedWithCookies, get, post, send, step, type Send } from '../../src/lesson/index.ts'
import { replay } from '../../src/lesson/replay.ts'
import { GLOSSARY } from '../../src/terminal/lesson/glossary.ts'
import { stage } from '../support/lessons.ts'

const SECRET = 'a secret of this test'
const HOUR = 3_600_000

/** A store that writes down what it is asked. */
function watchedStore() {
  const store = new session.MemoryStore()
  const asked: string[] = []
  for (const op of ['get', 'set', 'touch', 'destroy'] as const) {
    const own = store[op].bind(store) as (...words: readonly unknown[]) => void
    Object.assign(store, {
      [op]: (id: string, ...words: readonly unknown[]) => {
        asked.push(op)
        own(id, ...words)
      },
    })
  }
  return { store, asked }
}

type Handle = (req: express.Request, res: express.Response) => void

const COUNTS: Handle = (req, res) => {
  Object.assign(req.session, { count: 1 })
  res.json({ id: req.sessionID })
}
const READS: Handle = (req, res) => void res.json({ id: req.sessionID, has: typeof req.session })

/** A real app. `/write` changes the session, anything else reads. */
function appWith(options: Partial<SessionOptions> = {}, handle: Handle = READS) {
  const { store, asked } = watchedStore()
  const app = express().set('env', 'test')
  const all = { secret: SECRET, resave: false, saveUninitialized: false, store, ...options } as SessionOptions
  app.use(session(all))
  app.post('/write', COUNTS)
  app.use(handle)
  return { app, store, asked }
}

const cookiesOf = ({ headers }: Response): readonly string[] =>
  (headers['set-cookie'] as unknown as string[] | undefined) ?? []
const pairOf = (response: Response): string => cookiesOf(response)[0]?.split(';')[0] ?? ''
const bring = (app: Express, cookie: string, path = '/') => supertest(app).get(path).set('Cookie', cookie)
const storedIn = (store: MemoryStore, id: string) =>
  new Promise<session.SessionData | null | undefined>((resolve, reject) =>
    store.get(id, (error: unknown, found) => (error instanceof Error ? reject(error) : resolve(found))),
  )

/** A page on another port of localhost calls an app of the lesson about it. @returns what came of each request */
async function calledByAPage({ app }: { readonly app: 'app' | 'production-app' }, ...sends: readonly Send[]) {
  const { lesson } = await findLesson('another-origin')
  const one = { ...lesson, opensWith: app, steps: [step('', sends)] }
  const { run } = await replay({ number: 8, lesson: one, change: {} }, stage)
  return sends.map((sent) => run.at(sent))
}

/** It lets every origin read, with `*`. */
const OPEN = { app: 'app' } as const

const login = send('logs in', fetchedWithCookies(post('/login/ada')))
const ELSEWHERE = { page: '127.0.0.1' }

/** Sentences of the glossary that say what express-session does, each with what shows it. */
const SHOWN: Readonly<Record<string, () => Promise<void>>> = {
  's%3A': async () => {
    const { app } = appWith()
    expect(pairOf(await supertest(app).post('/write'))).toMatch(/^connect\.sid=s%3A[^.]+\.[^.]+$/)
  },
  'session id': async () => {
    const { app, store } = appWith()
    const written = await supertest(app).post('/write')
    expect(await storedIn(store, written.body.id)).toMatchObject({ count: 1 })
    expect((await bring(app, pairOf(written))).body.id).toBe(written.body.id)
  },
  signature: async () => {
    const { app } = appWith()
    const written = await supertest(app).post('/write')
    const mac = createHmac('sha256', SECRET).update(written.body.id).digest('base64').replace(/=+$/, '')
    expect(decodeURIComponent(pairOf(written))).toBe(`connect.sid=s:${written.body.id}.${mac}`)
  },
  Path: async () => {
    const { app } = appWith({ cookie: { path: '/shop' } }, (req, res) => void res.json({ has: typeof req.session }))
    expect((await supertest(app).get('/shop/cart')).body.has).toBe('object')
    expect((await supertest(app).get('/')).body.has).toBe('undefined')
  },
  Expires: async () => {
    for (const cookie of [{ maxAge: HOUR }, { expires: new Date(Date.now() + HOUR) }]) {
      const [line = ''] = cookiesOf(await supertest(appWith({ cookie }).app).post('/write'))
      const end = Date.parse(/Expires=([^;]+)/.exec(line)?.[1] ?? '')
      expect(Math.abs(end - Date.now() - HOUR)).toBeLessThan(60_000)
    }
    expect(cookiesOf(await supertest(appWith().app).post('/write'))[0]).not.toContain('Expires')
  },
  Secure: async () => {
    const written = await supertest(appWith({ cookie: { secure: true } }).app).post('/write')
    expect([written.status, cookiesOf(written)]).toEqual([200, []])
  },
  'the signature does not match': async () => {
    const { app, asked } = appWith()
    const cookie = pairOf(await supertest(app).post('/write'))
    asked.length = 0
    const answer = await bring(app, `${cookie}x`)
    expect(cookie).not.toContain(answer.body.id)
    expect(asked).toEqual([])
    expect((await bring(appWith({ secret: 'another' }).app, cookie)).body.id).not.toBe(answer.body.id)
  },
  'the store has no such id': async () => {
    const cookie = pairOf(await supertest(appWith().app).post('/write'))
    const { app, asked } = appWith()
    const { id } = (await bring(app, cookie)).body
    expect(asked).toEqual(['get'])
    expect(cookie).not.toContain(id)
  },
  known: async () => {
    const { app } = appWith()
    const written = await supertest(app).post('/write')
    expect((await bring(app, pairOf(written))).body.id).toBe(written.body.id)
  },
  'another path': async () => {
    const { app } = appWith({ cookie: { path: '/shop' } })
    expect((await supertest(app).get('/')).body).toEqual({ has: 'undefined' })
  },
  'not connected': async () => {
    const { app, store } = appWith()
    store.emit('disconnect')
    expect((await supertest(app).get('/')).body.has).toBe('undefined')
    store.emit('connect')
    expect((await supertest(app).get('/')).body.has).toBe('object')
  },
  'it has no secret': async () => {
    const answer = await supertest(appWith({ secret: undefined as unknown as string }).app).get('/')
    expect(answer.status).toBe(500)
    expect(answer.text).toContain('secret option required for sessions')
  },
  'was already there': async () => {
    const second = watchedStore()
    const app = express()
    const options = { secret: SECRET, resave: false, saveUninitialized: true }
    app.use(session(options), session({ ...options, name: 'other', store: second.store }))
    app.use((_req, res) => void res.end())
    const answer = await supertest(app).get('/')
    expect(cookiesOf(answer).map((line) => line.split('=')[0])).toEqual(['connect.sid'])
    expect(second.asked).toEqual([])
  },
  new: async () => {
    const { app } = appWith({ genid: () => 'made-by-genid' })
    expect((await supertest(app).get('/')).body.id).toBe('made-by-genid')
  },
  saved: async () => {
    const { app, asked } = appWith()
    await supertest(app).post('/write')
    expect(asked).toEqual(['set'])
  },
  'not saved': async () => {
    const { app, asked } = appWith()
    expect(cookiesOf(await supertest(app).get('/'))).toEqual([])
    expect(asked).toEqual([])
  },
  'its end moved': async () => {
    const { app, store, asked } = appWith({ cookie: { maxAge: HOUR } })
    const written = await supertest(app).post('/write')
    const before = await storedIn(store, written.body.id)
    asked.length = 0
    await bring(app, pairOf(written))
    expect(asked).toEqual(['get', 'touch'])
    const after = await storedIn(store, written.body.id)
    const endOf = (found: typeof after) => Date.parse(String(found?.cookie.expires))
    expect(endOf(after)).toBeGreaterThanOrEqual(endOf(before))
  },
  touched: async () => {
    const { app, store, asked } = appWith()
    const written = await supertest(app).post('/write')
    asked.length = 0
    await bring(app, pairOf(written))
    expect(asked).toEqual(['get', 'touch'])
    expect((await storedIn(store, written.body.id))?.cookie.expires).toBe(null)
  },
  touch: async () => {
    const { app, store } = appWith({ cookie: { maxAge: HOUR } })
    const written = await supertest(app).post('/write')
    const id: string = written.body.id
    const later = new Date(Date.now() + 5 * HOUR)
    const given = { count: 99, cookie: { originalMaxAge: HOUR, expires: later } } as unknown as session.SessionData
    await new Promise<void>((resolve) => store.touch(id, given, resolve))
    expect(await storedIn(store, id)).toMatchObject({ count: 1, cookie: { expires: later.toISOString() } })
  },
  destroyed: async () => {
    const { app, store } = appWith({}, (req, res) => void req.session.destroy(() => res.json({ id: req.sessionID })))
    const written = await supertest(app).post('/write')
    await bring(app, pairOf(written))
    expect(await storedIn(store, written.body.id)).toBe(undefined)
  },
  'not secured': async () => {
    const { app } = appWith({ cookie: { secure: true }, proxy: true })
    const plain = await supertest(app).post('/write')
    const secured = await supertest(app).post('/write').set('X-Forwarded-Proto', 'https')
    expect([cookiesOf(plain).length, cookiesOf(secured).length]).toEqual([0, 1])
  },
  'the id is not a string': async () => {
    const { app, asked } = appWith({ genid: () => 7 as unknown as string })
    expect(cookiesOf(await supertest(app).post('/write'))).toEqual([])
    expect(asked).toEqual([])
  },
  'the headers had gone out': async () => {
    const { store } = watchedStore()
    const app = express()
    app.use((_req, res, next) => {
      res.flushHeaders()
      next()
    })
    app.use(session({ secret: SECRET, resave: false, saveUninitialized: true, store }))
    app.use((_req, res) => void res.end('done'))
    const answer = await supertest(app).get('/')
    expect([answer.status, cookiesOf(answer)]).toEqual([200, []])
  },
  'it cannot be written': async () => {
    const { app } = appWith({ name: 'my session' })
    const answer = await supertest(app).post('/write')
    expect(cookiesOf(answer)).toEqual([])
  },
  'the session was removed': async () => {
    const { app, asked } = appWith({ saveUninitialized: true }, (req, res) => {
      Object.assign(req, { session: null })
      res.json({})
    })
    expect(cookiesOf(await supertest(app).get('/'))).toEqual([])
    expect(asked).toEqual([])
  },
  origin: async () => {
    const plain = send('asks', fetched(get('/me')))
    const [first, second] = await calledByAPage(OPEN, plain, login)
    // The app says `*`, which is enough for the one and not for the other.
    expect([first?.isReadByPage, second?.isReadByPage]).toEqual([true, false])
    expect(first?.header('Access-Control-Allow-Origin')).toBe('*')
    expect(first?.page?.origin).toMatch(/^http:\/\/localhost:\d+$/)
  },
  site: async () => {
    const here = send('from another port', fetchedWithCookies(get('/me')))
    const there = send('from 127.0.0.1', fetchedWithCookies(get('/me'), ELSEWHERE))
    const seen = await calledByAPage(OPEN, login, here, there)
    const sites = seen.map(({ request }) => request.headers.find(([name]) => name === 'Sec-Fetch-Site')?.[1])
    expect(sites).toEqual(['same-site', 'same-site', 'cross-site'])
    expect(seen.map(({ sent }) => sent !== undefined)).toEqual([false, true, false])
  },
  credentials: async () => {
    const untold = send('asks untold', fetched(get('/me')))
    const told = send('asks with include', fetchedWithCookies(get('/me')))
    const plainLogin = send('logs in untold', fetched(post('/login/ada')))
    const [, one, other] = await calledByAPage(OPEN, login, untold, told)
    expect([one?.sent, other?.json['user']]).toEqual([undefined, 'ada'])
    const [answer, after] = await calledByAPage(OPEN, plainLogin, told)
    expect([answer?.set === undefined, after?.sent]).toEqual([false, undefined])
  },
  preflight: async () => {
    const json = send('logs in with JSON', fetchedWithCookies(post('/login', { body: { user: 'ada' } })))
    const [, asked] = await calledByAPage(OPEN, login, json)
    expect([asked?.request.method, asked?.sentCookies]).toEqual(['OPTIONS', undefined])
    const [allowed] = await calledByAPage({ app: 'production-app' }, json)
    expect([allowed?.page?.preflight?.request.method, allowed?.request.method]).toEqual(['OPTIONS', 'POST'])
    expect(allowed?.json['user']).toBe('ada')
  },
  'X-Forwarded-Proto': async () => {
    const { app } = appWith({ cookie: { secure: true } })
    const asHttps = () => supertest(app).post('/write').set('X-Forwarded-Proto', 'https')
    expect(cookiesOf(await asHttps())).toEqual([])
    app.set('trust proxy', 1)
    expect(cookiesOf(await asHttps())).toHaveLength(1)
  },
  'trust proxy': async () => {
    const { app } = appWith({ cookie: { secure: true } })
    const counts = async (setting: unknown) => {
      app.set('trust proxy', setting)
      return cookiesOf(await supertest(app).post('/write').set('X-Forwarded-Proto', 'https')).length
    }
    expect([await counts(1), await counts('127.0.0.1'), await counts(true), await counts('10.0.0.1')]).toEqual([
      1, 1, 1, 0,
    ])
  },
  'regenerate()': async () => {
    const { app, store } = appWith({}, (req, res) => {
      req.session.regenerate(() => void res.json({ id: req.sessionID, keys: Object.keys(req.session) }))
    })
    const written = await supertest(app).post('/write')
    const { id, keys } = (await bring(app, pairOf(written))).body
    expect(keys).toEqual(['cookie'])
    expect(await storedIn(store, written.body.id)).toBeUndefined()
    expect(await storedIn(store, id)).toBeDefined()
    expect(id).not.toBe(written.body.id)
  },
  'session fixation': async () => {
    const { app } = appWith()
    const planted = pairOf(await supertest(app).post('/write'))
    // Two clients with one cookie: what one of them writes is there for the other.
    const written = await supertest(app).post('/write').set('Cookie', planted)
    expect((await bring(app, planted)).body.id).toBe(written.body.id)
  },
  MemoryStore: async () => {
    let store: unknown
    const { app } = appWith({ store: undefined }, (req, res) => {
      store = req.sessionStore
      res.json({})
    })
    await supertest(app).get('/')
    expect(store).toBeInstanceOf(session.MemoryStore)
  },
}

test('what is shown stands in the glossary', () => {
  const terms = new Set(GLOSSARY.map(({ term }) => term))
  expect(Object.keys(SHOWN).filter((term) => !terms.has(term))).toEqual([])
})

describe('what the glossary says holds', () => {
  test.each(Object.entries(SHOWN))('%s', async (_, show) => {
    await expect(show()).resolves.toBe(undefined)
  })
})
