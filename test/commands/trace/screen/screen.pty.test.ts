import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startTutor, type OpenTerminal, type TerminalSetup } from '../../../support/terminal.ts'
import { packageRoot } from '../../../../src/package-root.ts'
import { temporaryFolder } from '../../../support/run.ts'
import { visitedApp } from '../visited.ts'

const REGISTER = path.join(packageRoot, 'dist/src/observe/register.js')

/** The built program traces an app at a terminal. The app visits itself by each line that is typed to it. */

const OPTIONS = `{ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false }`
const READS = `
  const { createInterface } = await import('node:readline')
  let cookie
  console.log('\\u001b[32mready\\u001b[39m \\u001b]0;a title\\u0007')
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'end') break
    cookie = (await visit(line, cookie)) ?? cookie
  }`
const DEAF = `process.on('SIGINT', () => console.log('not now'));${READS}`

const startTrace = (setup: TerminalSetup = {}, visits = READS, words: readonly string[] = [], options = OPTIONS) =>
  startTutor(['trace', ...words, path.join(visitedApp(options, visits), 'app.mjs')], setup)

/** Its session() was called, and nobody has sent anything. */
const READY = /session\(\)[^]*No request yet/

/** Types a line to the app, and comes back to the list. */
async function visit(terminal: OpenTerminal, line: string): Promise<void> {
  terminal.press(':')
  await terminal.waitFor(/enter\s+send/)
  terminal.press(line, 'enter')
  await terminal.waitFor(/o\s+requests/)
  terminal.press('o')
  await terminal.waitFor(/o\s+output/)
}

/** Its last lines, as one. */
const written = (terminal: OpenTerminal) => terminal.screen().replaceAll(/\s+/g, ' ')

describe.each([
  [80, 24],
  [40, 20],
])('at %i columns and %i rows', (columns, rows) => {
  test.concurrent('requests appear as they come, and close-ups of one by keys', async () => {
    await using terminal = startTrace({ columns, rows })
    await terminal.waitForBar(READY)
    await visit(terminal, 'POST /login')
    await terminal.waitForBar(/❯ .*POST +\/login +302 +new/)
    await visit(terminal, 'GET /me')
    await terminal.waitForBar(/❯ .*GET +\/me +200 +known/)
    expect(terminal.screen().split('\n').length).toBeLessThanOrEqual(rows)
    expect(terminal.tooWide()).toEqual([])

    await terminal.turnTo(/❯ .*POST +\/login/, 'up')
    await visit(terminal, 'GET /other')
    // What was chosen stays.
    await terminal.waitForBar(/❯ .*POST +\/login[^]*\/other +404/)
    await terminal.turnTo('HTTP/1.1', 'enter')
    await terminal.turnTo(/DEBUG=express-session/, 'd')
    await terminal.turnTo(/curl -i/, 'c')
    await terminal.turnTo(/What it is/, 's')
    await terminal.turnTo(/curl\/8\.5\.0[^]*→ \(A\)/, 'v')
    expect(terminal.tooWide()).toEqual([])
    await terminal.turnTo(/HTTP\/1\.1/, 'b')
    await terminal.turnTo(/❯ .*POST +\/login/, 'b')
    terminal.press('/', 'other', 'enter')
    await terminal.waitForBar(/only\s+"other"/)
    expect(terminal.screen()).not.toContain('POST')
    terminal.press('q')
    expect(await terminal.ended).toMatchObject({ exitCode: 130, cooked: true, cursorVisible: true })
    expect(written(terminal)).toMatch(/trace 3 requests sessions: 1 made, \d found, 0 lost/)
  })
})

test.concurrent('a finding is explained, and its lesson is played and left again', async () => {
  await using terminal = startTrace({}, READS, [], OPTIONS.replace('{', '{ cookie: { secure: true },'))
  await terminal.waitForBar(READY)
  await visit(terminal, 'POST /login')
  await terminal.waitForBar(/POST +\/login +302 +new, cookie kept back +✗/)
  await terminal.turnTo(/secure-over-http[^]*fix[^]*how to tell[^]*lesson 7/, 'e')
  await terminal.turnTo(/step \d+ of \d+/, 'g')
  await terminal.turnTo(/how to tell/, 'q')
  await terminal.turnTo(/❯ .*POST +\/login/, 'b')
  terminal.press('q')
  expect(await terminal.ended).toMatchObject({ exitCode: 130, cooked: true, cursorVisible: true })
})

test.concurrent('what the app prints keeps its colours, and nothing else of what drives a terminal', async () => {
  await using terminal = startTrace()
  await terminal.waitForBar(READY)
  terminal.press('o')
  await terminal.waitForBar(/ready \\x1b\]0;a title\\x07/)
  expect(terminal.output()).toContain('\u001b[32mready\u001b[39m')
  expect(terminal.output()).not.toContain('\u001b]0;a title')
})

test.concurrent('an app that ends by itself: its requests stay until q, and its exit code counts', async () => {
  await using terminal = startTrace()
  await terminal.waitForBar(READY)
  await visit(terminal, 'GET /me')
  await terminal.waitForBar(/GET +\/me/)
  await visit(terminal, 'end')
  await terminal.waitForBar(/has ended with exit code 0/)
  await terminal.turnTo('the app says goodbye', 'o')
  terminal.press('q')
  expect(await terminal.ended).toMatchObject({ exitCode: 0, cooked: true, cursorVisible: true })
})

test.concurrent('a command without requests ends the trace, and what it printed stays', async () => {
  await using terminal = startTutor(
    ['trace', '--', process.execPath, '-e', 'console.log(process.env.NODE_ENV); process.exitCode = 7'],
    {
      variables: { NODE_ENV: 'production' },
    },
  )
  expect(await terminal.ended).toMatchObject({ exitCode: 7, cooked: true, cursorVisible: true })
  expect(written(terminal)).toMatch(/production trace 0 requests .*exit code 7/)
})

test.concurrent('a command that cannot be started', async () => {
  await using terminal = startTutor(['trace', '--', './no-such-command'])
  expect(await terminal.ended).toMatchObject({ exitCode: 127, cooked: true, cursorVisible: true })
  expect(written(terminal)).toContain('cannot be started (ENOENT)')
})

test.concurrent('Ctrl-C asks the app to end, and the screen says so; the second kills it', async () => {
  await using terminal = startTrace({}, DEAF)
  await terminal.waitForBar(READY)
  await terminal.turnTo('ready', 'o')
  terminal.press('ctrl-c')
  await terminal.waitFor(/not now[^]*SIGINT was sent[^]*q kill/)
  terminal.press('ctrl-c')
  expect(await terminal.ended).toMatchObject({ exitCode: 130, cooked: true, cursorVisible: true })
  expect(written(terminal)).toContain('ended by SIGKILL')
})

test.concurrent('apps that somebody else starts: only q ends the screen, and they go on', async () => {
  const socket = path.join(temporaryFolder(), 's')
  await using terminal = startTutor(['trace', '--attach', socket])
  await terminal.waitForBar(/SESSION_TUTOR_SOCKET/)
  const app = `require('node:http').createServer((req, res) => res.end('hello')).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
  const child = spawn(process.execPath, ['--import', pathToFileURL(REGISTER).href, '-e', app], {
    env: { ...process.env, SESSION_TUTOR_SOCKET: socket },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    const url = `http://127.0.0.1:${Number(port)}/hello`
    await fetch(url)
    await terminal.waitForBar(/❯ .*GET +\/hello +200/)
    expect(terminal.screen()).not.toMatch(/o +output/)
    terminal.press('q')
    expect(await terminal.ended).toMatchObject({ exitCode: 130, cooked: true, cursorVisible: true })
    expect(written(terminal)).toMatch(/1 request .*go on\./)
    expect((await fetch(url)).status).toBe(200)
  } finally {
    child.kill('SIGKILL')
  }
})

test.concurrent('a window is resized', async () => {
  await using terminal = startTrace()
  await terminal.waitForBar(READY)
  await visit(terminal, 'GET /me')
  await terminal.waitForBar(/curl 1 +GET +\/me/)
  terminal.press()
  terminal.resize(40, 20)
  await terminal.waitForBar(/❯ GET +\/me/)
  expect(terminal.screen().split('\n').length).toBeLessThanOrEqual(20)
})

test.concurrent.each([
  ['--plain', ['--plain'], {}],
  ['ACCESSIBLE', [], { ACCESSIBLE: '1' }],
  ['TERM=dumb', [], { TERM: 'dumb' }],
])('%s: text blocks', async (_, words, variables) => {
  await using terminal = startTrace({ variables }, `await visit('GET /me')`, words)
  expect(await terminal.ended).toMatchObject({ exitCode: 0 })
  expect(written(terminal)).toMatch(/curl 1 GET \/me 200 no cookie came.* 1 request /)
  expect(terminal.screen()).not.toContain('quit')
})
