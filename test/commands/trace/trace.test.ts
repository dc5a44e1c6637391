import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runTutor } from '../../support/tutor.ts'
import { visitedApp } from './visited.ts'

/** The built program traces an app that visits itself. */

const RIGHT = `{ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false }`
const SECURE = RIGHT.replace('{', '{ cookie: { secure: true },')
const LOGS_IN = `await visit('GET /me', await visit('POST /login'))`

const eventsIn = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, any>) // oxlint-disable-line typescript/no-explicit-any -- read as a script would

test.concurrent('--json: an app that is right', async () => {
  const { code, stdout, stderr } = await runTutor(['trace', '--json', 'app.mjs'], visitedApp(RIGHT, LOGS_IN))
  const events = eventsIn(stdout)
  expect(code).toBe(0)
  expect(stderr).toBe('the app says goodbye\n')
  expect(events[0]).toEqual({ event: 'trace', version: 1 })
  expect(events.filter(({ event }) => event === 'process')).toHaveLength(1)
  expect(events.find(({ event }) => event === 'app')?.['sessions']).toMatchObject([{ name: 'shop' }])
  expect(events.filter(({ event }) => event === 'finding' && event.level !== 'info')).toEqual([])
  const [login, me] = events.filter(({ event }) => event === 'exchange')
  expect(login).toMatchObject({
    number: 1,
    client: { name: 'curl 1', agent: 'curl/8.5.0' },
    request: { method: 'POST', path: '/login' },
    response: { status: 302 },
    session: { state: 'no-cookie', saved: true, cookie: 'set', why: null },
    store: [{ op: 'set', id: 'session-1', session: { user: '***', password: '***' } }],
  })
  expect(me).toMatchObject({
    number: 2,
    client: { name: 'curl 1' },
    session: { state: 'found', saved: false },
    store: [{ op: 'get', id: 'session-1' }, { op: 'touch' }],
  })
  expect(events.at(-1)).toMatchObject({
    event: 'end',
    exitCode: 0,
    exchanges: 2,
    dropped: 0,
    sessions: { made: 1, found: 1, lost: 0 },
    findings: { error: 0, warning: 0 },
  })
})

test.concurrent('what could harm somebody is in no JSON; with --show-values only what is a password is not', async () => {
  const folder = visitedApp(RIGHT, LOGS_IN)
  const [masked, shown] = await Promise.all([
    runTutor(['trace', '--json', 'app.mjs'], folder),
    runTutor(['trace', '--json', '--show-values', 'app.mjs'], folder),
  ])
  for (const secret of ['a secret that is', 'a password of', 'Bearer', 'key-of-ada', 'reset-of-ada']) {
    expect(masked.stdout).not.toContain(secret)
    expect(shown.stdout).not.toContain(secret)
  }
  expect(masked.stdout).not.toContain('"ada"')
  expect(masked.stdout).not.toContain('s%3A')
  expect(shown.stdout).toContain('"user":"ada"')
  expect(shown.stdout).toMatch(/shop=s%3A[\w-]{32}\./)
})

test.concurrent('as text without a terminal, too', async () => {
  const folder = visitedApp(RIGHT, LOGS_IN)
  const [masked, shown] = await Promise.all([
    runTutor(['trace', 'app.mjs'], folder),
    runTutor(['trace', '--show-values', 'app.mjs'], folder),
  ])
  expect(masked.stderr).toMatch(/set +session-1\(A\) +\{"user":"\*\*\*"/)
  for (const value of ['s%3A', '"ada"', 'key-of-ada', 'reset-of-ada']) expect(masked.stderr).not.toContain(value)
  expect(shown.stderr).toContain('"user":"ada"')
})

test.concurrent('as text: a block for each request, the finding with its line, and a summary, all on standard error', async () => {
  const folder = visitedApp(SECURE, LOGS_IN)
  const { code, stdout, stderr } = await runTutor(['trace', 'app.mjs'], folder)
  expect(code).toBe(0)
  expect(stdout).toBe('the app says goodbye\n')
  expect(stderr).toContain('POST /login  302')
  expect(stderr).toContain('cookie kept back: not secured')
  expect(stderr).toContain('secure-over-http')
  expect(stderr).toMatch(/app\.mjs:\d+/)
  expect(stderr).toContain('first: secure-over-http')
})

test.concurrent.each([
  ['error', SECURE, 1],
  ['error', RIGHT, 0],
])('--fail-on %s of %s ends with %i', async (level, options, code) => {
  const outcome = await runTutor(['trace', '--fail-on', level, 'app.mjs'], visitedApp(options, LOGS_IN))
  expect(outcome.code).toBe(code)
})

test.concurrent('--json-file: the same, beside what is shown', async () => {
  const folder = visitedApp(RIGHT, LOGS_IN)
  const { stdout } = await runTutor(['trace', '--json-file', 'trace.json', 'app.mjs'], folder)
  expect(stdout).toBe('the app says goodbye\n')
  const events = eventsIn(readFileSync(path.join(folder, 'trace.json'), 'utf8'))
  expect(events.map(({ event }) => event as string)).toEqual(
    expect.arrayContaining(['trace', 'process', 'app', 'exchange', 'end']),
  )
})

test.concurrent.each([
  [['trace'], 2, 'There is nothing to trace.'],
  [['trace', 'no-such-file.js'], 2, 'There is no file "no-such-file.js".'],
  [['trace', '--', 'no-such-program', 'a'], 127, 'no-such-program cannot be started (ENOENT).'],
  [
    ['trace', '--json-file', 'no/such/folder.json', '--', 'true'],
    2,
    '"no/such/folder.json" cannot be written (ENOENT).',
  ],
])('%j: exit %i and two sentences', async (words, code, message) => {
  const outcome = await runTutor(words)
  expect(outcome.code).toBe(code)
  expect(outcome.stderr.trim().split('\n')).toHaveLength(2)
  expect(outcome.stderr).toContain(message)
})

test.concurrent('a command that cannot be started ends the JSON and the report, too', async () => {
  const folder = visitedApp(RIGHT, '')
  const words = ['trace', '--json', '--json-file', 'a.json', '--report', 'a.html', '--', 'no-such-program']
  const { code, stdout } = await runTutor(words, folder)
  expect(code).toBe(127)
  for (const text of [stdout, readFileSync(path.join(folder, 'a.json'), 'utf8')])
    expect(eventsIn(text)).toMatchObject([{ event: 'trace' }, { event: 'end', exitCode: 127, exchanges: 0 }])
  expect(readFileSync(path.join(folder, 'a.html'), 'utf8')).toMatch(/Nothing was found[^]*<\/html>\s*$/)
})
