import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { attempt, LIMITS, type Attempt } from '../../src/exercise/attempt.ts'
import { exercise, get, restart, send, type Exercise, type ExerciseScript } from '../../src/exercise/index.ts'
import { beginObserving } from '../../src/exercise/observed.ts'
import { host } from '../sandbox/try-file.ts'
import { exchange } from '../support/observations.ts'
import { temporaryFolder } from '../support/run.ts'

const actions = (list: ExerciseScript['actions'], repeatable = false): Exercise => ({
  title: 'Observed',
  ...exercise({ home: import.meta.url, actions: list, repeatable, checks: [], hints: [], explanation: '' }),
})

/** The codes of errors and warnings that are found in what a learner's file did, and what was observed. */
async function observed(
  source: string,
  script: Exercise,
): Promise<Pick<Attempt, 'observation' | 'exchanges'> & { readonly codes: readonly string[]; readonly file: string }> {
  const file = path.join(temporaryFolder(), 'file.js')
  writeFileSync(file, source)
  const { observation, exchanges } = await attempt(script, file, host, new AbortController().signal, LIMITS)
  return {
    observation,
    exchanges,
    codes: diagnose(observation).flatMap(({ code, level }) => (level === 'info' ? [] : [code])),
    file,
  }
}

const app = (options: string, routes: string) => `import express from 'express'
import session from 'express-session'
const app = express()
app.use(session({ secret: 'an unguessable secret of these tests', resave: false, saveUninitialized: false, ${options} }))
${routes}
app.listen(3000)
`

const COUNTS = "app.get('/', (req, res) => res.json({ visits: (req.session.visits = (req.session.visits ?? 0) + 1) }))"

test.concurrent.each([false, true])(
  'an attempt is observed over all its starts, and nothing is found in a right app (its clock stands still: %s)',
  async (repeatable) => {
    const script = actions(
      [
        send('one', get('/'), { browser: 'ada' }),
        send('two', get('/'), { browser: 'bob' }),
        send('three', get('/'), { browser: 'ada' }),
      ],
      repeatable,
    )
    const { observation, codes, file } = await observed(app('', COUNTS), script)
    expect(codes).toEqual([])
    const [call] = observation.sessions
    expect(call?.at).toEqual({ file, line: 4 })
    expect(observation.exchanges.map(({ client, session, number }) => [number, client, session.state])).toEqual([
      [1, 'ada', 'no-cookie'],
      [2, 'bob', 'no-cookie'],
      [3, 'ada', 'found'],
    ])
    // Their order shows, though the clock of the app may stand still.
    const ends = observation.exchanges.map(({ at, durationMs }) => [at, at + (durationMs ?? NaN)])
    expect(ends.flat()).toEqual(ends.flat().toSorted((a, b) => a - b))
  },
)

test.concurrent('a restart is another process, however its number looks to the app', async () => {
  const source = app('', COUNTS).replace(
    "'an unguessable",
    "String(Math.random()) + Date.now() + process.hrtime() + 'an",
  )
  const script = actions([
    send('one', get('/'), { browser: 'ada' }),
    restart('again'),
    send('two', get('/'), { browser: 'ada' }),
  ])
  const { observation } = await observed(source, script)
  expect(new Set(observation.processes.map(({ pid }) => pid)).size).toBe(2)
  expect(observation.processes.map(({ argv0, end }) => [argv0, end])).toEqual([
    ['file.js', null],
    ['file.js', null],
  ])
  expect(observation.exchanges.at(-1)?.session.state).toBe('bad-signature')
})

test.concurrent('what an app sends to itself was sent by no browser', async () => {
  const routes = `app.get('/in', (req, res) => res.json({}))
app.get('/', async (req, res) => {
  await fetch(\`http://\${req.headers.host}/in\`)
  res.json({})
})`
  const { observation } = await observed(app('', routes), actions([send('one', get('/'), { browser: 'ada' })]))
  const clients = observation.exchanges.map(({ request, client }) => [request.url, client])
  expect(clients.toSorted(([a = ''], [b = '']) => ((a ?? '') < (b ?? '') ? -1 : 1))).toEqual([
    ['/', 'ada'],
    ['/in', null],
  ])
})

test.concurrent('what an app asks itself belongs to the exchange that made it ask, in the order in which it was done', async () => {
  const routes = `app.get('/in', (req, res) => res.json({ inner: (req.session.inner = true) }))
app.get('/', async (req, res) => {
  req.session.outer = true
  await new Promise((done) => req.session.save(done))
  await fetch(\`http://\${req.headers.host}/in\`)
  res.json({ again: (req.session.again = true) })
})`
  const { exchanges } = await observed(app('', routes), actions([send('one', get('/'))]))
  const [one] = exchanges
  const kept = one?.store.map(({ session }) => Object.keys(session ?? {}).filter((key) => key !== 'cookie'))
  expect(kept).toEqual([['outer'], ['inner'], ['outer', 'again']])
  expect(one?.generated).toHaveLength(2)
  expect(one?.trace.filter((line) => line.startsWith('no SID sent'))).toHaveLength(2)
  expect(one?.request.path).toBe('/')
})

test('what came before a request was sent belongs to none', () => {
  const known = beginObserving()
  known.told({ fact: 'exchange', exchange: exchange({ number: 1, client: null }) })
  known.sending('ada')
  known.told({ fact: 'exchange', exchange: exchange({ number: 2, client: null }) })
  expect(known.came()).toMatchObject([{ number: 2, client: 'ada' }])
  expect(known.observation.exchanges.map(({ client }) => client)).toEqual([null, 'ada'])
})

test.concurrent('passwords and an Authorization header do not leave the process of the app', async () => {
  const routes =
    "app.get('/', (req, res) => res.json({ user: (req.session.user = { name: 'ada', password: 'open-sesame' }) }))"
  const headers = { Authorization: 'Bearer 1234567' }
  const { exchanges, observation } = await observed(app('', routes), actions([send('one', get('/', { headers }))]))
  expect(exchanges[0]?.saved?.session).toMatchObject({ user: { name: 'ada', password: '***' } })
  const { request, store } = exchanges[0] ?? {}
  expect(JSON.stringify([request, store, observation])).not.toMatch(/open-sesame|1234567/)
})

test.concurrent.each([
  ['secure-over-http', app('cookie: { secure: true }', COUNTS)],
  ['handler-threw', app('', "app.get('/', (req, res) => res.json(req.nothing.here))")],
  ['process-ended', app('', "app.get('/', () => setTimeout(() => { throw new Error('late') }))")],
  ['process-ended', `${app('', COUNTS)}throw new Error('early')\n`],
])('%s is found in an attempt', async (code, source) => {
  const script = actions([send('one', get('/'), { browser: 'ada' }), send('two', get('/'), { browser: 'ada' })])
  const { codes } = await observed(source, script)
  expect(codes).toContain(code)
})

test('what a handler fails with is known, though the exercise answers for it in place of Express', async () => {
  const routes = "app.get('/', (req, res) => res.json({ since: req.session.since.getTime() }))"
  const { observation, codes } = await observed(app('', routes), actions([send('one', get('/'))]))
  const [failed] = observation.exchanges
  expect(failed?.errors.map(({ name, at }) => [name, at?.line])).toEqual([['TypeError', 5]])
  expect(failed?.layers.map(({ did }) => did)).toEqual(['passed', 'threw'])
  expect(codes).toContain('handler-threw')
})
