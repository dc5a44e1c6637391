import { describe, expect, test } from 'vitest'
import type { Attempt } from '../../src/exercise/attempt.ts'
import { NOTHING_YET } from '../../src/observe/fact.ts'
import type { SeenAttempt } from '../../src/exercise/exchanges.ts'
import { check, exercise, get, mistake, send } from '../../src/exercise/index.ts'
import { judge } from '../../src/exercise/judge.ts'
import type { Check, Mistake } from '../../src/exercise/script.ts'
import { viewRun } from '../../src/lesson/run.ts'
import { see } from '../../src/lesson/seen.ts'
import type { Problem } from '../../src/sandbox/problem.ts'
import type { Thrown } from '../../src/sandbox/protocol.ts'
import type { Failure } from '../../src/wire/exchange.ts'

const FILE = '/home/a/file.js'
const SOURCE = "// genid\nname: 'a'\n"
const PROBLEM: Problem = { kind: 'crash', message: 'It ended.', hint: 'Look.', line: null }

interface Answer {
  readonly label?: string
  readonly status?: number
  readonly thrown?: readonly Thrown[]
  readonly failure?: Failure
  readonly body?: string
}

/** An exchange as it comes out of an attempt. */
function seen({ label = 'one', status = 200, thrown = [], failure, body = '' }: Answer = {}): SeenAttempt {
  const exchange = {
    label,
    browser: null,
    client: 'node:http' as const,
    request: { method: 'GET' as const, path: '/', headers: [], body: '' },
    response: { status, statusText: '', headers: [], body },
    trace: [],
    layers: [],
    decided: null,
    store: [],
    generated: [],
    errors: [],
    deprecations: [],
    failure: failure ?? null,
    at: 0,
  }
  return { ...see(exchange, 'connect.sid'), cookieName: 'connect.sid', thrown, facts: null }
}

function judged(
  answers: readonly Answer[],
  checks: readonly Check[],
  problem: Problem | null = null,
  breakdowns: readonly Mistake[] = [],
) {
  const exchanges = answers.map(seen)
  const run = viewRun({ exchanges, starts: new Map(), launches: new Map() })
  const attempt: Attempt = { run, exchanges, problem, observation: NOTHING_YET, output: [] }
  const script = { title: '', ...exercise({ home: '', actions: [], checks, breakdowns, hints: [], explanation: '' }) }
  return judge(script, attempt, SOURCE, FILE)
}

const fails = (mistakes: readonly Mistake[] = [], holds: Check['holds'] = () => false): Check =>
  check('a', 'It holds.', {
    exchange: send('one', get('/')),
    header: '> Cookie',
    holds,
    mistakes,
    otherwise: 'Otherwise.',
  })

test('what can be said at last is told where no mistake is found, before what is said otherwise', async () => {
  const last = {
    ...fails([mistake(() => false, 'Not this.')]),
    fallbacks: [mistake(() => false, 'Nor this.'), mistake(() => 2, 'At last.')],
  }
  const why = async (one: Check) => (await judged([{}], [one])).checks[0]?.why
  expect(await why(last)).toMatchObject({ text: 'At last.', line: 2 })
  expect(await why({ ...last, mistakes: [mistake(() => 1, 'First.')] })).toMatchObject({ text: 'First.', line: 1 })
})

const error = (details: Partial<Thrown> = {}): Thrown => ({
  name: 'TypeError',
  message: 'x.\ny',
  code: null,
  stack: 'TypeError: x.\n    at file:///home/a/file.js:7:1',
  ...details,
})

describe('why a check failed', () => {
  const found = (line: number | boolean | null, says: Mistake['says'] = 'Mistake.') => mistake(() => line, says)
  const broken = () => {
    throw new Error('it looks at what is not there')
  }
  test.each<[string, readonly Mistake[], Answer, string, number | null]>([
    ['nothing is known', [], {}, 'Otherwise.', null],
    ['a mistake with its line', [found(3)], {}, 'Mistake.', 3],
    ['a mistake that has no line', [found(true)], {}, 'Mistake.', null],
    ['the first mistake', [found(false), found(null), found(2), found(3, 'Later.')], {}, 'Mistake.', 2],
    ['a mistake that cannot be looked for', [mistake(broken, 'No.'), found(2)], {}, 'Mistake.', 2],
    ['a mistake that cannot be told', [found(1, broken), found(2)], {}, 'Mistake.', 2],
    ['what it says', [found(1, ({ run }) => `It is ${run.exchanges[0]?.status}.`)], {}, 'It is 200.', 1],
    ['a mistake before an exception', [found(2)], { status: 500, thrown: [error()] }, 'Mistake.', 2],
    [
      'an exception',
      [],
      { status: 500, thrown: [error()] },
      'Your code threw TypeError: x, so Express answered 500 for it.',
      7,
    ],
    [
      'an exception beside the file',
      [],
      { status: 500, thrown: [error({ stack: 'at file:///home/a/b.js:2:1\nat file:///home/a/file.js:7:1' })] },
      'Line 2 of b.js threw TypeError: x, so Express answered 500 for it.',
      null,
    ],
    [
      'an exception of a package',
      [],
      {
        status: 500,
        thrown: [
          error({
            stack:
              'Error: x\n    at next (node:internal/x:1:1)\n    at session (/t/node_modules/express-session/index.js:9:1)\n    at h (/t/node_modules/router/index.js:1:1)',
          }),
        ],
      },
      'express-session threw TypeError: x, so Express answered 500 for it.',
      null,
    ],
    [
      'an exception without a line',
      [],
      { status: 400, thrown: [error({ name: '', message: "'x'", stack: "'x'" }), error()] },
      "Your code threw 'x', so Express answered 400 for it.",
      null,
    ],
    [
      'something that is not allowed',
      [],
      {
        status: 500,
        thrown: [error({ code: 'ERR_ACCESS_DENIED', denied: { permission: 'WorkerThreads', resource: '' } })],
      },
      'Your code starts a thread, and that is not allowed here, so Express answered 500 for it.',
      7,
    ],
    [
      'no answer',
      [],
      { status: 0, failure: { kind: 'hang', message: 'GET / is never answered.' } },
      'GET / is never answered.',
      null,
    ],
    [
      'no route',
      [],
      { status: 404, body: '<pre>Cannot GET /</pre>' },
      'Nothing in your app answered GET /, so Express did: 404.',
      null,
    ],
    ['a 404 of their own', [], { status: 404, body: '{}' }, 'Your app answered GET / with 404.', null],
    ['a mistake before no route', [found(4)], { status: 404 }, 'Mistake.', 4],
  ])('%s', async (_, mistakes, answer, text, line) => {
    const [result] = (await judged([answer], [fails(mistakes)])).checks
    expect(result).toMatchObject({ passed: false, why: { text, line }, header: { of: 'request', name: 'Cookie' } })
    expect(result?.exchange?.label).toBe('one')
  })
})

describe('whether a check passed', () => {
  const asks: Check['holds'] = (run) => run.at(send('two', get('/'))).status === 200
  test.each<[string, Check, readonly Answer[], Problem | null, boolean | null]>([
    ['it holds', fails([], () => true), [{}], null, true],
    ['it does not', fails(), [{}], null, false],
    ['it asks for what there is not', fails([], asks), [{}], null, false],
    ['it asks for what did not happen any more', fails([], asks), [{}], PROBLEM, null],
    ['its exchange did not happen', fails([], () => true), [], PROBLEM, null],
    ['it holds before the end', fails([], () => true), [{}], PROBLEM, true],
    ['it does not hold before the end', fails(), [{}], PROBLEM, false],
  ])('%s', async (_, one, answers, problem, passed) => {
    const verdict = await judged(answers, [one], problem)
    expect(verdict.checks[0]).toMatchObject({ passed })
    expect([verdict.checks[0]?.why ?? null, verdict.checks[0]?.exchange ?? null].includes(null)).toBe(passed !== false)
    expect({ passed: verdict.passed, problem: verdict.problem }).toEqual({
      passed: passed === true && !problem,
      problem,
    })
  })
})

describe('a run that broke off', () => {
  const found = (line: number | boolean, says: Mistake['says'] = 'The cause.') => mistake(() => line, says)
  const broken: Answer = { status: 0, failure: { kind: 'crash', message: 'It ended.' } }
  test.each<[string, readonly Mistake[], Partial<Problem>]>([
    ['keeps the guess where no cause is known', [found(false)], PROBLEM],
    ['has its cause as its hint', [found(true)], { message: 'It ended.', hint: 'The cause.', line: null }],
    ['with its line', [found(3)], { message: 'It ended.', hint: 'Line 3: The cause.', line: 3 }],
    [
      'which may look at the problem',
      [mistake(({ problem }) => problem?.kind === 'crash', 'It crashed.')],
      { hint: 'It crashed.' },
    ],
  ])('%s', async (_, breakdowns, problem) => {
    expect((await judged([broken], [fails()], PROBLEM, breakdowns)).problem).toMatchObject(problem)
  })

  test('has one cause for all checks: their own mistakes are about answers', async () => {
    const [first] = (await judged([broken], [fails([found(2, 'Too late for the answer.')])], PROBLEM)).checks
    expect(first?.why).toEqual({ text: 'It ended.', line: null, code: null })
  })

  test('says nothing of the causes where it came to its end', async () => {
    expect((await judged([{}], [fails()], null, [found(true)])).problem).toBeNull()
  })
})
