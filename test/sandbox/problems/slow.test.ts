import { describe, expect, test } from 'vitest'
import { slowProblem } from '../../../src/sandbox/problems/slow.ts'

const FILE = '/a/file.js'

/** What is told of a busy file, if its stack names this line. */
const busyAt = (line: number, source: string) =>
  slowProblem(
    { kind: 'slow', limitMs: 2500, busy: true, request: { name: 'GET /', begun: false } },
    {
      file: FILE,
      read: () => source,
      words: `KEYBOARD_INTERRUPT: Script execution was interrupted by \`SIGINT\`\n    at file://${FILE}:${line}:14\n`,
      code: null,
      ready: true,
    },
  )

describe('where V8 stops a function at its head, the loop in it is told', () => {
  const handler = (body: string, head = '(req, res)') =>
    `const app = express()\n\napp.get('/', ${head} => {\n${body}\n})\n`
  test.each([
    ['of awaits', handler('for (;;) await null', 'async ()')],
    ['in a function with a name', 'a\n\nfunction work(a, b) {\nfor (;;) {}\n}\nwork()\nfor (const a of []) {}\n'],
    ['a while', handler('while (true) await step()', 'async (req)')],
    ['a do', handler('do await null\nwhile (true)', 'async ()').replace('\nwhile (true)', '')],
  ])('%s', (_, source) => {
    for (const line of [3, 4]) {
      expect({ at: line, told: busyAt(line, source) }).toMatchObject({
        at: line,
        told: { kind: 'loop', line: 4, message: 'After 2.5 seconds your code was still busy in line 4.' },
      })
    }
  })

  test.each([
    ['there is none', handler('work()'), 3],
    ['there are two', handler('for (;;) {}\nwhile (a) {}'), 3],
    ['it stands behind the function', `${handler('work()')}for (;;) {}\n`, 3],
    ['it stands in a comment', handler('// for (;;) {}\nwork()'), 3],
    ['no function begins there', "a\n\nwork({ a: 'b' })\nfor (;;) {}\n", 3],
    ['it is in that line', handler('work()', '() => { for (;;) {} }, () '), 3],
  ])('and not if %s', (_, source, line) => {
    expect(busyAt(line, source)).toMatchObject({ line })
  })
})

test.each([
  [{ name: 'GET /', begun: false }, 'After 2.5 seconds GET / had no answer.'],
  [{ name: 'GET /', begun: true }, 'After 2.5 seconds the answer to GET / had begun, and had not ended.'],
  [null, 'After 2.5 seconds not everything was checked.'],
])('%j is told as it was', (request, message) => {
  const remains = { file: FILE, read: () => '', words: '', code: null, ready: true }
  expect(slowProblem({ kind: 'slow', limitMs: 2500, busy: false, request }, remains).message).toBe(message)
})
