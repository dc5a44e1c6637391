import http from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { processEnvironment } from '../../src/environment.ts'
import type { Exchange } from '../../src/wire/exchange.ts'
import { callerOf } from '../../src/wire/caller.ts'
import { observeHere } from '../../src/wire/observed.ts'
import { openWire } from '../../src/wire/wire.ts'

const { events } = processEnvironment()
// What was loaded before is not observed.
observeHere(events.self)
const { default: express } = await import('express')
const { default: session } = await import('express-session')

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'

test.each([
  ['curl/8.5.0', 'curl'],
  ['Wget/1.21', 'Wget'],
  ['node', 'node'],
  ['PostmanRuntime/7.36.0', 'PostmanRuntime'],
  [CHROME, 'Chrome'],
  [`${CHROME} Edg/120.0.0.0`, 'Edge'],
  [`${CHROME} OPR/106.0`, 'Opera'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0', 'Firefox'],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Safari/605.1.15', 'Safari'],
  ['my-bot Chrome/120', 'my-bot'],
  ['', 'a client without a name'],
  ['x'.repeat(100), 'x'.repeat(40)],
])('%j is called %s', (agent, name) => {
  expect(callerOf([['user-agent', agent]])).toBe(name)
})

test('one without a User-Agent has no name', () => {
  expect(callerOf([['Host', '127.0.0.1']])).toBe('a client without a name')
})

/** A wire with an app that keeps visits, and what was told of calls. */
async function start() {
  const calls = new Map<number, Exchange>()
  const addresses: (string | null)[] = []
  const wire = openWire(
    events,
    { folder: import.meta.dirname, shownAs: (file) => file },
    {
      called: (exchange, number) => void calls.set(number, exchange),
      listens: (address) => void addresses.push(address),
    },
  )
  onTestFinished(() => wire.close())
  await wire.start(() => {
    const app = express()
    app.use(session({ secret: 'secret', resave: false, saveUninitialized: true }))
    app.get('/', (_req, res) => {
      res.write('hello ')
      res.end('there')
    })
    app.post('/echo', express.text({ type: () => true }), (req, res) => void res.send(req.body))
    app.get('/throws-later', () => {
      setImmediate(() => {
        throw new Error('nobody caught me')
      })
    })
    return app
  })
  const call = (path: string, headers: Record<string, string> = { 'User-Agent': 'curl/8' }) =>
    new Promise<string>((resolve) => {
      const request = http.get(`http://${addresses.at(-1)}${path}`, { headers, agent: false }, (response) => {
        let body = ''
        response.on('data', (piece: Buffer) => (body += piece.toString()))
        response.on('end', () => resolve(body))
      })
      request.on('error', (error) => resolve(error.message))
    })
  const told = () => [...calls.values()]
  return { wire, call, told, addresses }
}

const visit = { method: 'GET', path: '/', headers: {}, body: null } as const

describe('what somebody else sends between two exchanges', () => {
  test('is served, and told with all that it caused', async () => {
    const { call, told } = await start()
    expect(await call('/')).toBe('hello there')
    await vi.waitFor(() => expect(told()).toHaveLength(1))
    expect(told()[0]).toMatchObject({
      label: 'somebody just called: curl',
      browser: null,
      client: 'somebody else',
      request: { method: 'GET', path: '/' },
      response: { status: 200, body: 'hello there' },
      failure: null,
    })
    expect(told()[0]?.store.map(({ op }) => op)).toEqual(['set'])
    expect(told()[0]?.generated).toHaveLength(1)
  })

  test('is told with its own body, which the app can read as before', async () => {
    const { told, addresses } = await start()
    const answer = await fetch(`http://${addresses.at(-1)}/echo`, { method: 'POST', body: 'what I sent' })
    expect(await answer.text()).toBe('what I sent')
    await vi.waitFor(() => expect(told()).toHaveLength(1))
    expect(told()[0]?.request.body).toBe('what I sent')
    expect(told()[0]?.response.body).toBe('what I sent')
  })

  test('is no part of the exchange that comes next', async () => {
    const { wire, call, told } = await start()
    await call('/')
    const exchange = await wire.send('visit', 'browser', visit, 1000)
    expect(exchange.generated).toHaveLength(1)
    expect(exchange.store.map(({ op }) => op)).toEqual(['set'])
    await call('/')
    await vi.waitFor(() => expect(told()).toHaveLength(2))
    expect(told().map(({ generated }) => generated.length)).toEqual([1, 1])
  })

  test('may be many requests at once, each with its own answer', async () => {
    const { call, told } = await start()
    await Promise.all(['/', '/nowhere', '/'].map((path, i) => call(path, { 'User-Agent': `agent${i}/1` })))
    await vi.waitFor(() => expect(told()).toHaveLength(3))
    const heard = told().map(({ label, response }) => [label, response.status, response.body.includes('hello')])
    expect(heard.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
      ['somebody just called: agent0', 200, true],
      ['somebody just called: agent1', 404, false],
      ['somebody just called: agent2', 200, true],
    ])
  })

  test('may end what would be the process, and the lesson goes on', async () => {
    const { wire, call, told } = await start()
    expect(await call('/throws-later')).toBe('socket hang up')
    await vi.waitFor(() => expect(told()).toHaveLength(1))
    expect(told()[0]).toMatchObject({
      failure: { kind: 'crash', message: 'Error: nobody caught me' },
      response: { status: 0 },
    })
    expect((await wire.send('visit', 'browser', visit, 1000)).failure).toBe(null)
  })
})

test('where the app listens is told when it starts, and when it is gone', async () => {
  const { wire, addresses } = await start()
  const [gone, first] = addresses
  expect([gone, first]).toEqual([null, expect.stringMatching(/^127\.0\.0\.1:\d+$/)])
  await wire.close()
  expect(addresses.at(-1)).toBe(null)
})
