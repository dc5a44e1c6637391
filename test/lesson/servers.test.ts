import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { again, another, balancer, ends, get, lesson, post, send, servers, step } from '../../src/lesson/index.ts'
import { play } from '../../src/lesson/player.ts'
import { replay } from '../../src/lesson/replay.ts'
import type { Lesson, OptionChange, Part } from '../../src/lesson/script.ts'
import { packageRoot } from '../../src/package-root.ts'
import { stage } from '../support/lessons.ts'
import { temporaryFolder } from '../support/run.ts'

/** Steps with the apps of the lesson about restarts, which tell who is logged in. They run as they were built. */
const sample = (...parts: readonly Part[]): Lesson => ({
  slug: 'sample',
  title: 'Sample',
  summary: 'for tests',
  ...lesson({
    home: new URL('../../lessons/04-restart-memory-loss/lesson.ts', import.meta.url).href,
    steps: [step('the only step', ...parts)],
    experiments: [],
  }),
})

const playing = (parts: readonly Part[], change: OptionChange = {}) =>
  replay({ number: 1, lesson: sample(...parts), change }, stage)

const login = send('log in', post('/login/ada'))
const me = (label: string) => send(label, get('/me'))

/** Who answered, and for whom it took the one who asked. */
const told = (events: readonly LessonEvent[]) =>
  events.flatMap((event) => {
    if (event.event !== 'exchange') return []
    const user = /"user":"(\w+)"/.exec(event.response.body)?.[1] ?? event.response.status
    return [`${event.through?.at(-1)?.to ?? '-'} ${user}`]
  })

test('two servers take turns, and each has a memory of its own', async () => {
  const { events } = await playing([servers('two', ['A', 'B']), login, me('B'), me('A')])
  expect(told(events)).toEqual(['A ada', 'B nobody', 'A ada'])
})

test('what a request caused in a process is known as if it ran here: layers with their lines, session() and the store', async () => {
  const seen = async (...parts: readonly Part[]) => {
    const { events } = await playing([...parts, login, me('again')])
    return events.flatMap((event) => {
      if (event.event !== 'exchange') return []
      const { decided, store, generated, errors, failure } = event
      const layers = event.layers.map(({ layer, did, at }) => [layer, did, at?.file.replace(/\?.*$/, ''), at?.line])
      return [{ layers, why: decided?.state, ops: store.map(({ op }) => op), ids: generated.length, errors, failure }]
    })
  }
  const here = await seen()
  // Where this test runs, sources run; a process runs what was built, which has the same lines.
  expect(here[0]?.layers[0]?.slice(0, 3)).toEqual(['session', 'passed', 'app.ts'])
  expect(await seen(servers('one', ['the server']))).toEqual(here)
})

test('they share a folder, and a changed option comes to each of them', async () => {
  const parts = [servers('two', ['A', 'B'], { app: 'file-store-app' }), login, me('B')]
  expect(told((await playing(parts)).events)).toEqual(['A ada', 'B ada'])
  const { events } = await playing(parts, { name: 'other' })
  const exchanges = events.filter((event) => event.event === 'exchange')
  expect(exchanges[0]?.response.headers.find(([name]) => name === 'Set-Cookie')?.[1]).toMatch(/^other=/)
  expect(told(events)).toEqual(['A ada', 'B ada'])
})

test('after kill -9 the balancer goes on to the next, and one that starts again has its turn', async () => {
  const { events } = await playing([
    servers('two', ['A', 'B'], { app: 'file-store-app' }),
    login,
    ends('A is gone', 'A', 'SIGKILL'),
    me('1'),
    me('2'),
    again('A is back', 'A'),
    me('3'),
    me('4'),
  ])
  expect(told(events).slice(0, 3)).toEqual(['A ada', 'B ada', 'B ada'])
  expect(told(events).slice(3).toSorted()).toEqual(['A ada', 'B ada'])
  expect(events.find(({ event }) => event === 'ending')).toMatchObject({ signal: 'SIGKILL', byItself: true })
})

test('a balancer that sticks keeps a browser where it was', async () => {
  const sticky = balancer('the balancer', { sticks: true })
  const { events } = await playing([servers('two', ['A', 'B'], { balancer: sticky }), login, me('1'), me('2')])
  expect(told(events)).toEqual(['A ada', 'A ada', 'A ada'])
})

test('one server alone: browsers come straight to it, and keep their cookies when it starts again', async () => {
  const { events } = await playing([
    servers('one', ['the server'], { app: 'file-store-app' }),
    login,
    ends('gone', 'the server', 'SIGTERM'),
    again('back', 'the server'),
    me('after'),
  ])
  expect(told(events)).toEqual(['- ada', '- ada'])
})

test('a server that does not start says why, and nothing more is sent', async () => {
  const { events } = await playing([servers('two', ['A', 'B'], { change: { genid: 'no function' } }), login])
  const failures = events.filter(({ event }) => event === 'failure')
  expect(failures.at(-1)).toMatchObject({ kind: 'setup', message: 'TypeError: genid option must be a function' })
  expect(told(events)).toEqual([])
})

test('one that crashes is gone, and the lesson says why', async () => {
  const text = { 'cookie.maxAge': '600000' }
  const { events } = await playing([servers('two', ['A', 'B'], { change: text }), login, me('never sent')])
  const exchanges = events.filter((event) => event.event === 'exchange')
  expect(exchanges.map(({ failure }) => failure)).toMatchObject([
    { kind: 'crash', message: expect.stringMatching(/^TypeError: /) as string },
  ])
})

test('a server that is gone answers nobody', async () => {
  const { events } = await playing([
    servers('one', ['the server']),
    ends('gone', 'the server', 'SIGKILL'),
    me('nobody'),
  ])
  expect(events.find((event) => event.event === 'exchange')).toMatchObject({
    failure: { kind: 'crash' },
    response: { status: 0 },
  })
})

/** The servers that a process started, by their pids. */
const serversOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter((child) => child !== '' && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('server-program'))
const children = () => serversOf(process.pid)

test.runIf(process.platform === 'linux')(
  'no process is left when another server takes their place, or the lesson is left',
  async () => {
    const parts = [servers('two', ['A', 'B']), login, another('here again'), me('here')]
    const counts: number[] = []
    for await (const event of play({ number: 1, lesson: sample(...parts), change: {} }, stage)) {
      if (event.event === 'exchange') counts.push(children().length)
    }
    expect(counts).toEqual([2, 0])
    for await (const event of play({ number: 1, lesson: sample(...parts), change: {} }, stage)) {
      if (event.event === 'exchange') break
    }
    expect(children()).toEqual([])
  },
)

test.runIf(process.platform === 'linux')(
  'after kill -9 of the tutor its servers are gone, and so is their folder',
  async () => {
    const folder = temporaryFolder()
    const jiti = path.join(packageRoot, 'node_modules/jiti/lib/jiti-cli.mjs')
    const tutor = spawn(process.execPath, [jiti, path.join(import.meta.dirname, 'sample/plays-servers.ts')], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void tutor.kill('SIGKILL'))
    await once(tutor.stdout, 'data')
    const pids = serversOf(tutor.pid ?? 0)
    const scratch = () => readdirSync(folder).filter((name) => name.startsWith('session-tutor-'))
    expect([pids.length, scratch().length]).toEqual([2, 1])
    tutor.kill('SIGKILL')
    await vi.waitFor(() => expect([...pids.filter((pid) => existsSync(`/proc/${pid}`)), ...scratch()]).toEqual([]), {
      timeout: 60_000,
      interval: 20,
    })
  },
)
