import { resourceUsage } from 'node:process'
import { describe, expect, test } from 'vitest'
import { APP, handling, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

const SESSION =
  "import session from 'express-session'\n" +
  `${APP}app.use(session({ secret: 'a', resave: false, saveUninitialized: true }))\n`

/** The most that our own process may grow by while it checks one file, in KiB. */
const MOST_GROWTH = 100_000

/** An answer in the words of HTTP/1.1 that goes on with this, again and again. */
const raw = (begin: string, again: string) =>
  handling(
    `const write = () => res.socket.write(${again}) ? setImmediate(write) : res.socket.once('drain', write)\n` +
      `res.socket.write(${JSON.stringify(begin)})\nwrite()`,
  )

const OK = 'HTTP/1.1 200 OK\r\n'
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`

describe('an answer without end', () => {
  test.each([
    [
      'that waits for the reader',
      "const go = () => { while (res.write('x'.repeat(1e5))); }\nres.on('drain', go)\ngo()",
    ],
    ['that waits for nobody', "setInterval(() => res.write('x'.repeat(1e6)), 1)"],
    ['in one piece', "res.send('x'.repeat(1_000_001))"],
  ])('%s', async (_, body) => {
    const before = resourceUsage().maxRSS
    const { passed, problem, checks } = await tryFile(handling(body))
    expect(resourceUsage().maxRSS - before).toBeLessThan(MOST_GROWTH)
    expect({ passed, problem }).toEqual({
      passed: false,
      problem: {
        kind: 'endless',
        line: 3,
        message: 'The answer to GET / is longer than 1 MB; its route is in line 3.',
        hint: 'Look for code that writes again and again, and call res.end() when all of it is written.',
      },
    })
    expect(checks[0]?.exchange?.failure?.kind).toBe('stopped')
    expect(checks[0]?.exchange?.request.headers.map(([name]) => name)).toContain('Host')
  })

  test('and one of just the most that is read', async () => {
    expect(await tryFile(handling("res.send('x'.repeat(1_000_000))"))).toMatchObject({ passed: true, problem: null })
  })

  test('that comes drop by drop', async () => {
    const { problem, checks } = await tryFile(handling("setInterval(() => res.write('x'), 100)"), {
      limits: { stepMs: 2500 },
    })
    expect(checks[0]?.exchange?.failure?.kind).toBe('stopped')
    expect(problem).toMatchObject({
      kind: 'slow',
      line: 3,
      message: 'After 2.5 seconds the answer to GET / had begun, and had not ended.',
    })
  })

  test('that never gets to its head', async () => {
    const before = resourceUsage().maxRSS
    const { problem } = await tryFile(raw('', "'HTTP/1.1 103 Early Hints\\r\\n\\r\\n'.repeat(100)"), {
      limits: { stepMs: 2500 },
    })
    // What is read is let go, but on a busy machine the collector comes late.
    expect(resourceUsage().maxRSS - before).toBeLessThan(3 * MOST_GROWTH)
    expect(problem).toMatchObject({ kind: 'slow', message: 'After 2.5 seconds GET / had no answer.' })
  })
})

describe('an answer that cannot be read', () => {
  test.each([
    ['headers without end', raw(OK, "'X-A: 1\\r\\n'"), /Header overflow/],
    ['a header without end', raw(`${OK}X-A: `, "'b'.repeat(1e5)"), /Header overflow/],
    ['a status line without end', raw('HTTP/1.1 200 ', "'b'.repeat(1e5)"), /Header overflow/],
    ['a chunk extension without end', raw(`${CHUNKED}1;`, "'b'.repeat(1e5)"), /overflow/],
    ['trailers without end', raw(`${CHUNKED}0\r\n`, "'X-B: 1\\r\\n'"), /Header overflow/],
    [
      'thousands of cookies',
      handling("res.setHeader('Set-Cookie', Array.from({ length: 1e5 }, (_, i) => `a${i}=`))\nres.json({})"),
      /Header overflow/,
    ],
    ['no status line', handling("res.socket.end('HELLO\\r\\n\\r\\n')"), /Expected HTTP/],
    ['a broken chunk', handling(`res.socket.end(${JSON.stringify(`${CHUNKED}zz\r\n`)})`), /chunk size/],
    [
      'another protocol',
      raw('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', "'b'.repeat(1e5)"),
      /another protocol \(101\)\./,
    ],
  ])('%s', async (_, source, why) => {
    const before = resourceUsage().maxRSS
    const { problem, checks } = await tryFile(source)
    expect(resourceUsage().maxRSS - before).toBeLessThan(MOST_GROWTH)
    expect({ problem, passed: checks.map(({ passed }) => passed) }).toEqual({ problem: null, passed: [false, true] })
    expect(checks[0]?.why?.text).toMatch(/^The answer of your app could not be read: /)
    expect(checks[0]?.why?.text).toMatch(why)
  })

  test('a compressed one stays as small as it came', async () => {
    const body = "res.setHeader('Content-Encoding', 'gzip')\nres.send(zlib.gzipSync(Buffer.alloc(1e8)))"
    const before = resourceUsage().maxRSS
    const { passed } = await tryFile(`import zlib from 'node:zlib'\n${handling(body)}`)
    expect(resourceUsage().maxRSS - before).toBeLessThan(MOST_GROWTH)
    expect(passed).toBe(true)
  })
})

describe('what a request causes, without end', () => {
  test.each([
    ['a large session', "req.session.a = 'x'.repeat(5e7)\nres.json({})"],
    [
      'a session that grows',
      "req.session.a = 'x'.repeat(8e5)\nreq.session.save(() => req.session.save(() => res.json({})))",
    ],
    ['a deep session', 'let d = {}\nfor (let i = 0; i < 500; i += 1) d = { d }\nreq.session.a = d\nres.json({})'],
    [
      'a call of the store, again and again',
      'for (let i = 0; i < 3e4; i += 1) await new Promise((done) => req.session.save(done))\nres.json({})',
    ],
  ])('%s', async (_, body) => {
    const before = resourceUsage().maxRSS
    const { problem } = await tryFile(`${SESSION}app.get('/', async (req, res) => {\n${body}\n})\n${LISTEN}`)
    expect(resourceUsage().maxRSS - before).toBeLessThan(MOST_GROWTH)
    expect(problem).toMatchObject({
      kind: 'endless',
      line: 5,
      message:
        'What GET / did with sessions and the store is too much to check: more than 2 MB, or nested more than 200 levels deep.',
    })
  })

  test('a long id and its trace', async () => {
    const source = SESSION.replace('secret:', "genid: () => 'x'.repeat(1e7), secret:") + ROUTES + LISTEN
    const { checks } = await tryFile(source)
    const { generated = [], trace = [] } = checks[0]?.exchange ?? {}
    expect([...generated, ...trace].map(({ length }) => length).filter((length) => length > 10_100)).toEqual([])
    expect(generated[0]).toMatch(/x\.\.\. \(\+ 9990000 characters\)$/)
  })

  test.each([
    ['thrown', handling("throw new Error('x'.repeat(1e7))"), 4],
    ['as a name', handling("throw Object.assign(new Error('a'), { name: 'x'.repeat(1e7) })"), 4],
    ['of a text', handling("throw 'x'.repeat(1e7)"), null],
  ])('a long error: %s', async (_, source, line) => {
    const { why, exchange } = (await tryFile(source)).checks[0] ?? {}
    expect(why?.line).toBe(line)
    expect(why?.text.length).toBeLessThan(1200)
    expect(exchange?.errors[0]?.length).toBeLessThan(10_100)
  })

  test.each([
    ['that nobody catches', handling("setTimeout(() => { throw new Error('x'.repeat(1e7)) })"), 4],
    ['that rejects a promise', handling("Promise.reject('x'.repeat(1e7))"), null],
    ['while the file loads', `${APP}throw new Error('x'.repeat(1e7))\n`, 3],
    ['with a stack of its own', `${APP}throw Object.assign(new Error('a'), { stack: 'x'.repeat(1e7) })\n`, null],
  ])('a long error: %s', async (_, source, line) => {
    const { problem } = await tryFile(source)
    expect(problem?.line).toBe(line)
    expect(problem?.message.length).toBeLessThan(1200)
  })

  test('a long output', async () => {
    const verdict = await tryFile(
      handling("for (let i = 0; i < 500; i += 1) console.log('x'.repeat(1e5))\nres.json({})"),
    )
    expect({ passed: verdict.passed, printed: printed(verdict).length }).toEqual({ passed: true, printed: 20_000 })
  })
})
