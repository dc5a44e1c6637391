import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../src/exercise/judge.ts'
import { APP, handling, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

const SESSION = "import session from 'express-session'\n"
const OPTIONS = "secret: 'a', resave: false, saveUninitialized: true"

describe('an exception that Express answers', () => {
  /** What a handler does, in a line of its own; all of them are of one app. */
  const ROWS: readonly (readonly [name: string, body: string, inLine: boolean, text: string, head?: string])[] = [
    ['thrown', "throw new Error('oops')", true, 'Your code threw Error: oops'],
    [
      'thrown after an await',
      "await 1; throw new Error('oops')",
      true,
      'Your code threw Error: oops',
      'async (req, res)',
    ],
    ['given to next', "next(new Error('oops'))", true, 'Your code threw Error: oops'],
    ['a text', "next('oops')", false, "Your code threw 'oops'"],
    ['an object', 'throw { a: 1 }', false, 'Your code threw { a: 1 }'],
    ['in a file beside', 'f()', false, 'Line 3 of helper.js threw TypeError: bad'],
    ['an import', "import('nope').catch(next)", true, "Your code threw Error: Cannot find package 'nope'"],
    ['too deep', 'const f = () => f(); f()', true, 'Your code threw RangeError: Maximum call stack size exceeded'],
  ]
  const HELPER = { 'helper.js': "export default () => {\n\n  throw new TypeError('bad')\n}\n" }
  const handlers = ROWS.map(
    ([, body, , , head = '(req, res, next)'], at) => `app.get('/${at}', ${head} => {\n${body}\n})\n`,
  )
  const source = `import f from './helper.js'\n${APP}${handlers.join('')}${ROUTES}${LISTEN}`
  let verdict: Promise<Verdict> | undefined
  const tried = () =>
    (verdict ??= tryFile(source, { files: HELPER, paths: [...ROWS.map((_, at) => `/${at}`), '/two'] }))

  test.concurrent.each(ROWS.map((row, at) => [row[0], at, row] as const))('%s', async (_, at, [, , inLine, text]) => {
    const { checks, problem } = await tried()
    expect({ problem, passed: checks[at]?.passed }).toEqual({ problem: null, passed: false })
    const line = inLine ? 5 + 3 * at : null
    expect(checks[at]?.why).toEqual({ line, text: `${text}, so Express answered 500 for it.`, code: null })
  })

  test.concurrent('prints nothing, and the next request is answered', async () => {
    expect((await tried()).checks.at(-1)?.passed).toBe(true)
    expect(printed(await tried())).toBe('')
  })
})

describe('an exception that nobody catches', () => {
  const later = (what: string) => handling(`console.log('before')\nsetTimeout(() => {\n  ${what}\n})`)
  test.concurrent.each([
    ['in a timer', later("throw new Error('oops')"), 6, 'Line 6 threw Error: oops.'],
    ['null', later('throw null'), 6, 'Line 6 threw null.'],
    [
      'in a promise',
      later("Promise.resolve().then(() => { throw new Error('oops') })"),
      6,
      'Line 6 threw Error: oops.',
    ],
    ['of a promise with a text', later("Promise.reject('oops')"), null, 'Your app threw "oops".'],
    [
      'with a handler that gives up',
      `process.on('uncaughtException', () => process.exit(1))\n${later("throw new Error('oops')")}`,
      7,
      'Line 7 threw Error: oops.',
    ],
    [
      'in a package',
      `${SESSION}${APP}console.log('before')\napp.use(session({ ${OPTIONS}, cookie: { maxAge: '1000' } }))\n${ROUTES}${LISTEN}`,
      5,
      "Your app threw TypeError: Cannot read properties of undefined (reading 'originalMaxAge').",
    ],
  ])('%s', async (_, source, line, message) => {
    const verdict = await tryFile(source)
    expect(verdict.problem).toMatchObject({ kind: 'crash', line, message })
    expect(verdict.checks.map(({ passed }) => passed)).toEqual([false, null])
    // What Node.js says of it is not the learner's.
    expect(printed(verdict)).toBe('before\n')
  })

  test.concurrent.each([
    [
      'exception',
      "process.on('uncaughtException', () => {})",
      "setTimeout(() => { throw new Error('oops') })\nsetTimeout(() => res.json({}), 30)",
    ],
    ['rejection', "process.on('unhandledRejection', () => {})", "Promise.reject(new Error('oops'))\nres.json({})"],
  ])('goes on where the file has a handler of its own: %s', async (_, handler, body) => {
    const { passed, problem } = await tryFile(`${handler}\n${handling(body)}`)
    expect({ passed, problem }).toEqual({ passed: true, problem: null })
  })

  test.concurrent('and what ends it afterwards is told as what it is', async () => {
    // On a busy machine both timers are due at once; that it survived is known a turn later.
    const body =
      "setTimeout(() => { throw new Error('oops') })\nsetTimeout(() => setImmediate(() => process.exit(3)), 30)"
    const { problem } = await tryFile(`process.on('uncaughtException', () => {})\n${handling(body)}`)
    expect(problem).toMatchObject({ kind: 'exit', line: 6 })
  })
})

describe('an app that never answers', () => {
  // Who comes back with the cookie of a session, so that the store is asked for it.
  const SIGNED =
    "import { createHmac } from 'node:crypto'\n" +
    "const signature = createHmac('sha256', 'a').update('x').digest('base64').replace(/=+$/, '')\n" +
    'app.use((req, res, next) => {\n' +
    '  req.headers.cookie = `connect.sid=${encodeURIComponent(`s:x.${signature}`)}`\n' +
    '  next()\n})\n'
  const LOST = `class Lost extends session.Store {\n  get() {}\n  set() {}\n}\n`
  test.concurrent.each([
    [
      'a forgotten next()',
      `${APP}app.use((req, res, next) => {\n})\n${ROUTES}${LISTEN}`,
      3,
      'the handler in line 3 neither sends an answer nor calls next()',
    ],
    [
      'in a router',
      `${APP}const r = express.Router()\nr.use(() => {})\napp.use(r)\n${ROUTES}${LISTEN}`,
      4,
      'the handler in line 4 neither sends an answer nor calls next()',
    ],
    [
      'a promise',
      handling('await new Promise(() => {})\nres.json({})', 'async (req, res)'),
      3,
      'the handler in line 3 neither sends an answer nor calls next()',
    ],
    ['half of an answer', handling("res.write('a')"), 3, 'the handler in line 3 begins an answer and does not end it'],
    [
      'session that is not called',
      `${SESSION}${APP}app.use(session)\n${ROUTES}${LISTEN}`,
      4,
      'line 4 hands it to session, which neither sends an answer nor calls next()',
    ],
    [
      'a store that never calls back',
      `${SESSION}${APP}${LOST}app.use(session({ ${OPTIONS}, store: new Lost() }))\n${ROUTES}${LISTEN}`,
      6,
      'an answer was given, and something holds it back',
    ],
    [
      'a store whose get never calls back',
      `${SESSION}${APP}${LOST}${SIGNED}app.use(session({ ${OPTIONS}, store: new Lost() }))\n${ROUTES}${LISTEN}`,
      5,
      'it gets no further than session()',
    ],
    [
      'with a handler for a signal',
      `process.on('SIGTERM', () => {})\n${handling('')}`,
      4,
      'the handler in line 4 neither sends an answer nor calls next()',
    ],
  ])('%s', async (_, source, line, reason) => {
    const { problem, checks } = await tryFile(source)
    expect(problem).toMatchObject({ kind: 'unanswered', line, message: `GET / is never answered: ${reason}.` })
    expect(checks[0]?.exchange?.failure?.kind).toBe('hang')
  })

  test.concurrent('a slow answer is one', async () => {
    const { passed } = await tryFile(handling('setTimeout(() => res.json({}), 2000)'))
    expect(passed).toBe(true)
  })

  test.concurrent('one that is too slow', async () => {
    const { problem } = await tryFile(handling('setTimeout(() => res.json({}), 20000)'), { limits: { stepMs: 2500 } })
    expect(problem).toMatchObject({ kind: 'slow', line: 3, message: 'After 2.5 seconds GET / had no answer.' })
  })
})

describe('an endless loop', () => {
  // A loop is one however soon it is stopped. Its file has all the time to start.
  const LOOP = { stepMs: 800 }
  test.concurrent.each([
    ['in a handler', handling('let i = 0\nwhile (true) i += 1'), /in line 5\.$/],
    ['that prints', handling("for (;;) console.error('x'.repeat(100))"), /in line 4\.$/],
    ['of awaits', handling('for (;;) await null', 'async ()'), /in line 4\.$/],
    ['of a regular expression', handling("/^(a+)+$/.test(`${'a'.repeat(60)}b`)"), /in line 4\.$/],
    ['with a handler for the interrupt', `process.on('SIGINT', () => {})\n${handling('for (;;);')}`, /in line 5\.$/],
    [
      'of promises',
      handling('const f = () => Promise.resolve().then(f)\nf()'),
      /^After 0.8 seconds your code was still busy/,
    ],
    ['in a file beside', `import f from './helper.js'\n${handling('f()')}`, /in line 3 of helper\.js\.$/],
  ])('%s', async (_, source, message) => {
    const verdict = await tryFile(source, {
      limits: LOOP,
      files: { 'helper.js': 'export default () => {\n\n  for (;;);\n}\n' },
    })
    expect(verdict.problem).toMatchObject({ kind: 'loop', message: expect.stringMatching(message) })
    expect(printed(verdict)).not.toContain('KEYBOARD_INTERRUPT')
  })

  test.concurrent('while the file loads', async () => {
    const verdict = await tryFile(`${APP}${ROUTES}for (;;) {\n}\n${LISTEN}`, { limits: { startMs: 3000 } })
    const message = 'After 3 seconds your code was still busy in line 5.'
    expect(verdict.problem).toMatchObject({ kind: 'loop', line: 5, message })
    expect(printed(verdict)).not.toContain('KEYBOARD_INTERRUPT')
  })

  test.concurrent('that fills the memory', async () => {
    const { problem } = await tryFile(handling('const all = []\nfor (;;) all.push(new Array(1e6).fill(1.5))'))
    expect(problem).toMatchObject({ kind: 'crash', line: null, message: expect.stringContaining('512 MiB of memory') })
  })
})

describe('what a request caused before its process ended', () => {
  const withSession = (body: string) =>
    `${SESSION}${APP}app.use(session({ ${OPTIONS} }))\napp.get('/', (req, res) => {\n${body}\n})\n${LISTEN}`
  test.concurrent.each([
    ['an exception', "setTimeout(() => { throw new Error('oops') })", 'crash'],
    ['an exit', 'process.exit(1)', 'exit'],
    ['a kill', "process.kill(process.pid, 'SIGKILL')", 'exit'],
    ['no answer', '', 'unanswered'],
    ['no answer in time', 'setTimeout(() => res.json({}), 20000)', 'slow'],
  ])('is kept: %s', async (_, body, kind) => {
    // Only what is slow comes to a limit.
    const limits = kind === 'slow' ? { stepMs: 800 } : {}
    const { problem, checks } = await tryFile(withSession(body), { limits })
    const { trace, generated, failure, request } = checks[0]?.exchange ?? {}
    expect({ kind: problem?.kind, trace, ids: generated?.length, untold: failure?.untold }).toEqual({
      kind,
      trace: ['no SID sent, generating session'],
      ids: 1,
      untold: undefined,
    })
    expect(request?.headers.map(([name]) => name)).toContain('Host')
  })

  test.concurrent('is what this request caused, and not the one before', async () => {
    const source = `${APP}app.get('/', (req, res, next) => next(new Error('oops')))\napp.get('/two', () => process.exit(1))\n${LISTEN}`
    const { checks } = await tryFile(source)
    expect(checks.map(({ exchange }) => exchange?.errors)).toEqual([['Error: oops'], []])
  })

  test.concurrent('is not known of an endless loop', async () => {
    const { checks } = await tryFile(withSession('for (;;);'), { limits: { stepMs: 800 } })
    const { trace, failure } = checks[0]?.exchange ?? {}
    expect({ trace, failure }).toMatchObject({ trace: [], failure: { kind: 'hang', untold: true } })
  })
})

test.concurrent.each([
  ['exit(0)', `${APP}process.exit(0)\n`, 3],
  ['exit(1)', handling('process.exit(1)'), 4],
  ['abort()', handling('process.abort()'), 4],
  ['kill(process.pid)', handling('process.kill(process.pid)'), 4],
  ["kill(process.pid, 'SIGKILL')", handling("process.kill(process.pid, 'SIGKILL')"), 4],
])('process.%s', async (call, source, line) => {
  const verdict = await tryFile(source)
  const message = `Line ${line} ends the process: it calls process.${call}.`
  expect(verdict.problem).toMatchObject({ kind: 'exit', line, message })
  expect(printed(verdict)).toBe('')
})

test.concurrent('a server that closes itself', async () => {
  const source = `${APP}app.get('/', (req, res) => {\n  res.json({})\n  server.close()\n})\nconst server = app.listen(3000)\n`
  const { problem } = await tryFile(source)
  expect(problem).toMatchObject({
    kind: 'ended',
    line: 5,
    message: 'Line 5 closes the server, so it answers nobody any more.',
  })
  const { checks } = await tryFile(`setInterval(() => {}, 1000)\n${source}`)
  expect(checks[1]?.why?.text).toBe('Nobody answered: the server of your app had been closed.')
})

test.concurrent('a connection that is cut', async () => {
  const { checks, problem } = await tryFile(handling('req.socket.destroy()'))
  expect(problem).toBeNull()
  expect(checks.map(({ why }) => why?.text)).toEqual([
    'Your app ended the connection without a whole answer.',
    undefined,
  ])
})

test.concurrent('nobody finds the way to the process that started it', async () => {
  const source = `${APP}${ROUTES}${LISTEN}process.send?.('x')\nprocess.disconnect?.()\nprocess.on('SIGTERM', () => {})\n`
  const { passed, problem } = await tryFile(source)
  expect({ passed, problem }).toEqual({ passed: true, problem: null })
})
