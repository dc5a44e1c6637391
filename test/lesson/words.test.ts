import { expect, test } from 'vitest'
import {
  advance,
  byHand,
  claim,
  cookieOf,
  explain,
  get,
  last,
  post,
  predict,
  send,
  start,
  step,
  type Run,
} from '../../src/lesson/index.ts'
import { viewRun } from '../../src/lesson/run.ts'
import { see } from '../../src/lesson/seen.ts'
import { anExchange } from '../support/exchange.ts'

const first = send('first visit', get('/'))
const second = send('second visit', get('/'))

/** A run in which these requests have been answered, each with a session cookie. */
function runOf(...labels: readonly string[]): Run {
  const exchanges = labels.map((label) => {
    const headers = [['Set-Cookie', `sid=${label.length}`]] as const
    return see(anExchange({ label, response: { status: 200, statusText: 'OK', headers, body: '' } }), 'sid')
  })
  const starts = new Map([
    [start.label, { deprecations: [], failure: null, secret: 'a' }],
    ['loud', { deprecations: ['resave'], failure: null, secret: 'b' }],
  ])
  return viewRun({ exchanges, starts, launches: new Map() })
}

test('a part is the key to what came of it', () => {
  const run = runOf('first visit', 'other')
  expect(run.at(first).label).toBe('first visit')
  expect(run.at(last).label).toBe('other')
  expect(run.at(start)).toMatchObject({ secret: 'a', quiet: true })
  expect(run.at({ kind: 'restart', label: 'loud' }).quiet).toBe(false)
})

test('what has not happened cannot be asked about', () => {
  const run = runOf('first visit')
  expect(() => run.at(second)).toThrow('"second visit" (send) has not happened so far.')
  expect(() => run.at({ kind: 'restart', label: 'first visit' })).toThrow(/has not happened/)
  expect(() => runOf().at(last)).toThrow(/has not happened/)
})

test('what is mistyped is a type error', () => {
  // Each of these lines is one: `tsc` complains where it is not.
  const conditions = [
    // @ts-expect-error -- no part has this name
    (run: Run) => run.at(frist).status === 200,
    // @ts-expect-error -- a label is no part
    (run: Run) => run.at('first visit').status === 200,
    // @ts-expect-error -- nothing comes of it that could be asked about
    (run: Run) => run.at(advance('an hour later', 1)) === undefined,
    // @ts-expect-error -- what came of a request has no secret
    (run: Run) => run.at(first).secret === 'a',
    // @ts-expect-error -- browsers know no such attribute
    (run: Run) => run.at(first).attribute('Expire') === undefined,
    // @ts-expect-error -- express-session does not say this
    (run: Run) => run.at(first).traced('session fuond'),
  ]
  // @ts-expect-error -- it would come first, whatever its place
  const question = predict('how often?', { never: () => false, 2: () => true }, { because: '' })
  expect([conditions.length, question.choices.map(({ text }) => text)]).toEqual([6, ['2', 'never']])
})

test('the lines of an explanation may be indented as the code around them', () => {
  const text = 'One,\n\n- two\n  and a half\n- three'
  expect(explain(text).text).toBe(text)
  expect(explain('One,\n\n    - two\n      and a half\n    - three').text).toBe(text)
  expect(explain(`\n${text}\n`).text).toBe(text)
  expect(explain('One line').text).toBe('One line')
})

test('an answer has the reason of the right one, if it has none of its own', () => {
  const yes = () => true
  const { choices, hints } = predict('?', { a: yes, b: [yes, 'not b'] }, { because: 'a it is', hints: ['look'] })
  expect(choices.map(({ text, because }) => [text, because])).toEqual([
    ['a', 'a it is'],
    ['b', 'not b'],
  ])
  expect(hints).toEqual(['look'])
})

test('parts that follow each other at once may stand in brackets', () => {
  const said = explain('said')
  expect(step('a step', said, [first, second], said).parts).toEqual([said, first, second, said])
})

test('a claim that names no option is one that options do not decide', () => {
  const yes = () => true
  expect(claim('a', yes)).toMatchObject({ breaksWith: null, remember: undefined, myth: undefined })
  expect(claim('a', yes, { breaksWith: { rolling: true } })).toMatchObject({ breaksWith: { rolling: true } })
})

test('by hand a cookie is sent beside the other headers, or none', () => {
  const sentIn = ({ request }: typeof first, run: Run) => (typeof request === 'function' ? request(run) : request)
  const login = byHand('by hand', post('/', { headers: { Host: 'a' }, body: { b: 1 } }), cookieOf(first))
  expect(login.browser).toBeNull()
  expect(sentIn(login, runOf('first visit'))).toEqual({
    method: 'POST',
    path: '/',
    headers: { Host: 'a', Cookie: 'sid=11' },
    body: { b: 1 },
  })
  const without = byHand('without', get('/'), () => undefined)
  expect(sentIn(without, runOf())).toEqual(get('/'))
  expect(() => sentIn(login, runOf())).toThrow(/has not happened/)
})
