import express, { type Express } from 'express'
import session, { type SessionData } from 'express-session'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import sessionFileStore from 'session-file-store'
import { describe, expect, onTestFinished, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { temporaryFolder } from '../support/run.ts'

/*
 * What explanations and hints say of express-session, Node.js and session-file-store beyond what the checks of their exercises show:
 * each sentence beside the experiment that it speaks of.
 */

const exercises = await Promise.all(syllabus.map(async ({ exercise }) => (await exercise()).default))

/** All that is told of an exercise, on one line. */
const told = (number: number): string => {
  const { hints = [], explanation = '' } = exercises[number - 1] ?? {}
  return [...hints, explanation].join(' ').replaceAll(/\s+/g, ' ')
}

const OPTIONS = { secret: 'a secret of these tests', resave: false, saveUninitialized: false }

/** Serves an app until the test ends. @returns asks for a path, with or without a cookie */
async function serve(app: Express) {
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return async (path: string, cookie = '') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } })
    const [pair = ''] = (response.headers.get('set-cookie') ?? '').split(';')
    const body: unknown = await response.json()
    return { cookie: pair, body }
  }
}

declare module 'express-session' {
  interface SessionData {
    whose?: number
    seen?: boolean
  }
}

test('exercise 2: the end moves only in a store that has touch()', async () => {
  expect(told(2)).toMatch(
    /a store that has a method `touch\(\)`, as MemoryStore does\. With a store that has none, and `resave: false`, a visit that only reads moves no end/,
  )
  /** Keeps sessions as a MemoryStore does. */
  class Untouched extends session.Store {
    readonly kept = new Map<string, string>()
    override get(id: string, done: (error: unknown, found?: SessionData) => void) {
      const found = this.kept.get(id)
      done(null, found === undefined ? undefined : (JSON.parse(found) as SessionData))
    }
    override set(id: string, data: SessionData, done?: () => void) {
      this.kept.set(id, JSON.stringify(data))
      done?.()
    }
    override destroy(id: string, done?: () => void) {
      this.kept.delete(id)
      done?.()
    }
  }
  class Touched extends Untouched {
    override touch(id: string, data: SessionData, done?: () => void) {
      this.set(id, data, done)
    }
  }
  const endAfterReading = async (store: Untouched) => {
    const app = express()
    app.use(session({ ...OPTIONS, store, cookie: { maxAge: 600_000 } }))
    app.get('/login', (req, res) => void res.json({ whose: (req.session.whose = 7) }))
    app.get('/me', (req, res) => void res.json({ whose: req.session.whose }))
    const ask = await serve(app)
    const { cookie } = await ask('/login')
    const [id = '', written = ''] = [...store.kept][0] ?? []
    const data = JSON.parse(written) as { cookie: { expires: string } }
    // As if it had been written a minute ago.
    const expires = new Date(Date.parse(data.cookie.expires) - 60_000).toISOString()
    store.kept.set(id, JSON.stringify({ ...data, cookie: { ...data.cookie, expires } }))
    expect((await ask('/me', cookie)).body).toEqual({ whose: 7 })
    const after = JSON.parse(store.kept.get(id) ?? '') as typeof data
    return Date.parse(after.cookie.expires) - Date.parse(expires)
  }
  expect(await endAfterReading(new Untouched())).toBe(0)
  expect(await endAfterReading(new Touched())).toBeGreaterThan(0)
})

test('exercise 3: Math.random() does not come out the same when the same code runs again', () => {
  expect(told(3)).toContain('`Math.random()` comes out different each time')
  expect(told(3)).not.toMatch(/Math\.random\(\)` and everything[^.]* come out the same/)
  const draw = () => execFileSync(process.execPath, ['-p', 'Math.random()'], { encoding: 'utf8' })
  expect(draw()).not.toBe(draw())
})

describe('exercise 4: an old cookie makes session-file-store look again', () => {
  const FileStore = sessionFileStore(session)

  test.each([
    [{}, 5],
    [{ retries: 0 }, 0],
  ])('with %j %i more times', async (options, expected) => {
    let retries = 0
    const folder = temporaryFolder()
    const logFn = (line: string) => void (retries += line.includes('will retry') ? 1 : 0)
    const store = new FileStore({ path: folder, reapInterval: -1, logFn, ...options })
    const app = express()
    app.use(session({ ...OPTIONS, store }))
    app.get('/login', (req, res) => void res.json({ whose: (req.session.whose = 7) }))
    app.get('/logout', (req, res) => void req.session.destroy(() => res.json({})))
    app.get('/me', (req, res) => void res.json({ whose: req.session.whose ?? null }))
    const ask = await serve(app)
    const { cookie } = await ask('/login')
    expect(readdirSync(folder)).toHaveLength(1)
    await ask('/logout', cookie)
    retries = 0
    expect((await ask('/me', cookie)).body).toEqual({ whose: null })
    expect(retries).toBe(expected)
  })

  test('and waits 50 milliseconds each time', () => {
    const { options } = new FileStore({ path: temporaryFolder(), reapInterval: -1 }) as unknown as {
      options: Readonly<Record<string, unknown>>
    }
    expect(options).toMatchObject({ retries: 5, factor: 1, minTimeout: 50 })
    expect(told(4)).toContain('looks five more times, 50 milliseconds apart')
    expect(told(4)).toContain('waits for a quarter of a second')
    expect(told(4)).not.toContain('no harm')
  })
})

describe('exercise 5: a request that is under way brings back what was logged out', () => {
  const logouts = {
    'destroy()': (req: express.Request, done: () => void) => void req.session.destroy(done),
    'deleting the user': (req: express.Request, done: () => void) => {
      delete req.session.whose
      done()
    },
  }
  const deeds = { reads: () => {}, changes: (req: express.Request) => void (req.session.seen = true) }

  /** Who is logged in by the old cookie, when a request that began before the logout is done. */
  async function afterwards(logout: keyof typeof logouts, deed: keyof typeof deeds, resave: boolean): Promise<unknown> {
    let arrived: () => void = () => {}
    let goOn: () => void = () => {}
    const underWay = new Promise<void>((resolve) => (arrived = resolve))
    const loggedOut = new Promise<void>((resolve) => (goOn = resolve))
    const app = express()
    app.use(session({ ...OPTIONS, resave }))
    app.get('/login', (req, res) => void res.json({ whose: (req.session.whose = 7) }))
    app.get('/slow', async (req, res) => {
      arrived()
      await loggedOut
      deeds[deed](req)
      res.json({})
    })
    app.get('/logout', (req, res) => logouts[logout](req, () => void res.json({})))
    app.get('/me', (req, res) => void res.json(req.session.whose ?? null))
    const ask = await serve(app)
    const { cookie } = await ask('/login')
    const slow = ask('/slow', cookie)
    await underWay
    await ask('/logout', cookie)
    goOn()
    await slow
    return (await ask('/me', cookie)).body
  }

  test.each(Object.keys(logouts) as (keyof typeof logouts)[])('%s', async (logout) => {
    expect(told(5)).toMatch(
      /a request that began before the logout has a copy.*If it changes that, or if `resave` is true, it saves the copy/,
    )
    expect(await afterwards(logout, 'changes', false)).toBe(7)
    expect(await afterwards(logout, 'reads', true)).toBe(7)
    expect(await afterwards(logout, 'reads', false)).toBeNull()
  })
})
