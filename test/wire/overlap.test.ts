import type { Express } from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { processEnvironment } from '../../src/environment.ts'
import type { RequestPlan } from '../../src/wire/client.ts'
import { observeHere } from '../../src/wire/observed.ts'
import { openWire } from '../../src/wire/wire.ts'

const { events } = processEnvironment()
// What was loaded before is not observed.
observeHere(events.self)
const { default: express } = await import('express')
const { default: session, MemoryStore } = await import('express-session')

const plan = (method: RequestPlan['method'], path: string): RequestPlan => ({ method, path, headers: {}, body: null })
const sends = (...all: readonly (readonly [label: string, path: string])[]) => ({
  how: 'together' as const,
  sends: all.map(([label, path]) => ({ label, browser: 'Ada', plan: plan('GET', path) })),
})

/** A wire, and an app that takes its time: a request as many milliseconds as its path says, its store fifty. */
async function start() {
  const wire = openWire(events, { folder: import.meta.dirname, shownAs: (file) => file })
  onTestFinished(() => wire.close())
  const { wait } = wire.delays
  class SlowStore extends MemoryStore {
    override set(...call: Parameters<InstanceType<typeof MemoryStore>['set']>): void {
      void wait(50).then(() => super.set(...call))
    }
  }
  const createApp = (): Express => {
    const app = express()
    app.use(session({ secret: 'secret', resave: false, saveUninitialized: false, store: new SlowStore() }))
    app.post('/login', (req, res) => {
      Object.assign(req.session, { user: 'ada' })
      res.redirect('/me')
    })
    app.get('/me', (req, res) => res.json({ user: (req.session as { user?: string }).user ?? 'nobody' }))
    app.get('/takes/:ms', async (req, res) => {
      await wait(Number(req.params.ms))
      res.json({ took: req.params.ms })
    })
    app.get('/round', (_req, res) => res.redirect('/round'))
    app.get('/throws', () => {
      setImmediate(() => {
        throw new Error('nobody caught me')
      })
    })
    app.get('/never', () => {})
    return app
  }
  await wire.start(createApp)
  return wire
}

const login = { label: 'login', browser: 'Ada', plan: plan('POST', '/login') }

test('a redirect is followed before the store has saved, and each exchange has what it caused', async () => {
  const { overlap } = await start()
  const { exchanges, moments } = await overlap({ how: 'followed', first: login, next: ['page'] }, 10_000)
  expect(
    exchanges.map(({ label, client, response, store }) => [label, client, response.body, store.map(({ op }) => op)]),
  ).toEqual([
    ['login', 'node:http', 'Found. Redirecting to /me', ['set']],
    ['page', 'node:http', '{"user":"nobody"}', ['get']],
  ])
  const order = moments.map(({ of, what }) => `${of} ${what}`)
  expect(order.indexOf('page ended')).toBeLessThan(order.indexOf('login set ends'))
  expect(moments.filter(({ of, what }) => of === 'login' && what === 'part').map(({ bytes }) => bytes)).toEqual([
    24, 25,
  ])
})

test('the cookie of a redirect is in the jar of the browser, for later requests too', async () => {
  const { overlap, send } = await start()
  await overlap({ how: 'followed', first: login, next: ['page'] }, 10_000)
  expect((await send('later', 'Ada', plan('GET', '/me'), 10_000)).response.body).toBe('{"user":"ada"}')
})

test('a redirect that has no name of its own is counted', async () => {
  const { overlap } = await start()
  const round = { label: 'round', browser: null, plan: plan('GET', '/round') }
  const { exchanges } = await overlap({ how: 'followed', first: round, next: ['again'] }, 10_000)
  expect(exchanges.map(({ label }) => label).slice(0, 4)).toEqual(['round', 'again', 'again (2)', 'again (3)'])
})

test.each([
  [
    ['/takes/40', '/takes/10'],
    ['two ended', 'one ended'],
  ],
  [
    ['/takes/10', '/takes/40'],
    ['one ended', 'two ended'],
  ],
  [
    ['/takes/40', '/me'],
    ['two ended', 'one ended'],
  ],
])('%j end in the order of what they take', async ([one = '', two = ''], expected) => {
  const { overlap } = await start()
  const { exchanges, moments } = await overlap(sends(['one', one], ['two', two]), 10_000)
  expect(exchanges.map(({ label, request }) => [label, request.path])).toEqual([
    ['one', one],
    ['two', two],
  ])
  const order = moments.map(({ of, what }) => `${of} ${what}`)
  expect(order.filter((moment) => moment.endsWith('ended'))).toEqual(expected)
  expect(order.indexOf('one came')).toBeLessThan(order.indexOf('two came'))
})

test('a request that is never answered is told as such, and the others as they are', async () => {
  const { overlap } = await start()
  const { exchanges } = await overlap(sends(['hangs', '/never'], ['answers', '/me']), 3000)
  expect(exchanges.map(({ label, failure }) => [label, failure?.kind])).toEqual([
    ['hangs', 'hang'],
    ['answers', undefined],
  ])
})

test('a crash is told of each request that got no answer, and nobody listens afterwards', async () => {
  const { overlap } = await start()
  const { exchanges } = await overlap(sends(['crashes', '/throws'], ['waits', '/takes/40']), 10_000)
  expect(exchanges.map(({ failure }) => failure?.kind)).toEqual(['crash', 'crash'])
  const later = await overlap(sends(['later', '/me']), 10_000)
  expect(later.exchanges.map(({ failure }) => failure?.message)).toEqual(['nobody listens any more'])
})
