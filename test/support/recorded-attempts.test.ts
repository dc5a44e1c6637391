import { NOTHING_YET } from '../../src/observe/fact.ts'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { attempt } from '../../src/exercise/attempt.ts'
import { advance, check, exercise, get, mistake, restart, send, type Exercise } from '../../src/exercise/index.ts'
import { judge } from '../../src/exercise/judge.ts'
import { APP, handling, host, ROUTES } from '../sandbox/try-file.ts'
import { filesBehind } from './files-behind.ts'
import { recordedAttempt, type Causes, type Recorded } from './recorded-attempts.ts'
import { temporaryFolder } from './run.ts'

const SESSION = "import session from 'express-session'\n"
const COUNTS = `${SESSION}${APP}app.use(session({ secret: 'a', resave: false, saveUninitialized: true }))\n${ROUTES}app.listen(3000)\n`

const visitOne = send('one', get('/'))
const visitTwo = send('two', (run) => get('/two', { headers: { Cookie: run.at(visitOne).cookieHeader() } }), {
  browser: null,
})

const visits = (changes: Partial<Exercise> = {}): Exercise => ({
  title: 'Visits',
  ...exercise({
    home: import.meta.url,
    actions: [visitOne, advance('a minute', 60_000), visitTwo],
    checks: [
      check('found', 'The second visit has a session.', {
        exchange: visitTwo,
        holds: (run) => run.at(visitTwo).ops === 'get touch' && (run.at(visitOne).set?.expires ?? null) === null,
        mistakes: [mistake(({ run }) => run.at(visitTwo).ops === 'get touch', 'It is found.')],
        otherwise: 'It has none.',
      }),
    ],
    hints: [],
    explanation: '',
  }),
  ...changes,
})

const causesOf = (changes: Partial<Causes> = {}): Causes => ({
  source: COUNTS,
  name: 'file.js',
  exercise: visits(),
  machinery: { ours: 'a', packages: 'b', node: ['v1'], variables: { TZ: 'UTC' } },
  ...changes,
})

/** Asks for a run of causes as in {@link tryOn}, and says only whether they would run. */
async function wouldRun(folder: string, causes: Causes): Promise<boolean> {
  let asked = false
  await recordedAttempt(causes, folder, () => {
    asked = true
    return runAs('slow')
  })
  return asked
}

/** Tries causes on what is kept in a folder, and says whether the file really ran. */
async function tryOn(folder: string, causes: Causes) {
  let ran = false
  const { attempt: attempted, file } = await recordedAttempt(causes, folder, async (script) => {
    ran = true
    const place = path.join(temporaryFolder(), causes.name)
    writeFileSync(place, causes.source)
    return { attempt: await attempt(script, place, host, new AbortController().signal), file: place }
  })
  const { output: _, ...verdict } = await judge(causes.exercise, attempted, causes.source, file)
  return { ran, verdict }
}

test.concurrent.each([
  ['a file that passes', COUNTS],
  ['one that fails', COUNTS.replace('saveUninitialized: true', 'saveUninitialized: true, cookie: { maxAge: 1000 }')],
  ['one that throws', handling("throw new Error('oops')")],
  ['one that ends', handling('process.exit(1)')],
])('%s runs once, and is judged the same each time', async (_, source) => {
  const folder = temporaryFolder()
  const fixed = { actions: [send('one', get('/')), send('two', get('/two'))] }
  const causes = causesOf({ source, exercise: source.includes('session(') ? visits() : visits(fixed) })
  const first = await tryOn(folder, causes)
  const second = await tryOn(folder, causes)
  expect([first.ran, second.ran]).toEqual([true, false])
  // The functions of what is seen are others, and say the same.
  expect(JSON.stringify(second.verdict)).toBe(JSON.stringify(first.verdict))
})

test('a sentence, a check and a mistake are judged again, on the same run', async () => {
  const folder = temporaryFolder()
  await tryOn(folder, causesOf())
  const [found] = visits().checks
  const checks = found ? [{ ...found, text: 'Another sentence.', holds: () => false, otherwise: 'So it is.' }] : []
  const { ran, verdict } = await tryOn(folder, causesOf({ exercise: visits({ checks, hints: ['a'], title: 'b' }) }))
  expect(ran).toBe(false)
  expect(verdict.checks[0]).toMatchObject({ text: 'Another sentence.', passed: false, why: { text: 'It is found.' } })
})

describe('it runs again where any of this is another', () => {
  const kept = temporaryFolder()
  beforeAll(async () => {
    await tryOn(kept, causesOf())
  })
  /** A folder in which a run of the causes is kept, and nothing else. */
  function withOneRun(): string {
    const folder = temporaryFolder()
    cpSync(kept, folder, { recursive: true })
    return folder
  }

  const [one, minute, two] = visits().actions
  const actions = (...all: readonly (Exercise['actions'][number] | undefined)[]): Partial<Causes> => ({
    exercise: visits({ actions: all.flatMap((action) => action ?? []) }),
  })
  test.concurrent.each<[string, Partial<Causes>]>([
    ['the source', { source: `${COUNTS}\n` }],
    ['the name of the file', { name: 'file.mjs' }],
    ['what runs it', { machinery: { ours: 'c', packages: 'b', node: ['v1'], variables: { TZ: 'UTC' } } }],
    ['a package', { machinery: { ours: 'a', packages: 'c', node: ['v1'], variables: { TZ: 'UTC' } } }],
    ['Node.js', { machinery: { ours: 'a', packages: 'b', node: ['v2'], variables: { TZ: 'UTC' } } }],
    ['a variable', { machinery: { ours: 'a', packages: 'b', node: ['v1'], variables: { TZ: 'CET' } } }],
    ['whether its world is repeatable', { exercise: visits({ repeatable: true }) }],
    ['a variable that it is given', { exercise: visits({ variables: ['SESSION_SECRET'] }) }],
    ['a label', actions(one, minute, { ...visitTwo, label: 'another' })],
    ['a request', actions(send('one', get('/two')), minute, two)],
    ['the browser', actions(send('one', get('/'), { browser: null }), minute, two)],
    ['the clock', actions(one, advance('a minute', 60_001), two)],
    ['a restart', actions(one, minute, restart('again'), two)],
    ['the order', actions(minute, one, two)],
    ['one request more', actions(one, minute, two, send('three', get('/')))],
    [
      'what a request is made to from the answers before',
      actions(
        one,
        minute,
        send('two', (run) => get(`/?${run.at(visitOne).status}`), { browser: null }),
      ),
    ],
    [
      'an answer that a request asks for',
      actions(
        one,
        minute,
        send('two', (run) => get(`/?${run.exchanges.length}${run.at(visitOne).ops}`), { browser: null }),
      ),
    ],
  ])('%s', async (_, changes) => {
    const folder = withOneRun()
    expect(await wouldRun(folder, causesOf())).toBe(false)
    expect(await wouldRun(folder, causesOf(changes))).toBe(true)
  })

  test('what was written down was torn', async () => {
    const folder = withOneRun()
    const [below = ''] = readdirSync(folder)
    const [file = ''] = readdirSync(path.join(folder, below))
    writeFileSync(path.join(folder, below, file), '{"plans":[')
    expect(await wouldRun(folder, causesOf())).toBe(true)
  })

  test('a clock decided', async () => {
    const folder = temporaryFolder()
    expect(await wouldRun(folder, causesOf())).toBe(true)
    expect(readdirSync(folder)).toEqual([])
  })
})

/** A run that came to this end. */
const runAs = (kind: 'slow'): Promise<Recorded> =>
  Promise.resolve({
    attempt: {
      run: { exchanges: [] } as never,
      exchanges: [],
      problem: { kind, message: 'a', hint: 'b', line: null },
      observation: NOTHING_YET,
      output: [],
    },
    file: 'a',
  })

test('without a folder it runs each time, and nothing is kept', async () => {
  let runs = 0
  const count = () => {
    runs += 1
    return runAs('slow')
  }
  await recordedAttempt(causesOf(), null, count)
  await recordedAttempt(causesOf(), null, count)
  expect(runs).toBe(2)
})

describe('the files behind a program', () => {
  test('are all that it imports, lazily too, and no types', () => {
    const root = temporaryFolder()
    mkdirSync(path.join(root, 'below'))
    const files = {
      'a.ts': "import { b, type B } from './below/b.ts'\nimport type { T } from './t.ts'\nimport fs from 'node:fs'\n",
      'below/b.ts':
        "export { c } from '../c.ts'\nawait import('./d.ts')\nimport './e.ts'\nimport {\n  f,\n} from './f.ts'\n",
      'c.ts': '',
      'below/d.ts': "import '../a.ts'\n",
      'below/e.ts': '',
      'below/f.ts': '',
      't.ts': '',
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, name), text)
    const found = filesBehind(['a.ts'], root)
    expect([...found.keys()]).toEqual(['a.ts', 'below/b.ts', 'below/d.ts', 'below/e.ts', 'below/f.ts', 'c.ts'])
    expect(found.get('below/d.ts')).toBe(files['below/d.ts'])
  })

  test('of what runs a learner’s file are the parent, the child and what explains an end, and no judge', () => {
    const files = [...filesBehind(['src/exercise/attempt.ts', 'dist/src/sandbox/child/main.js']).keys()]
    expect(files).toEqual(
      expect.arrayContaining([
        'src/exercise/attempt.ts',
        'src/exercise/exchanges.ts',
        'src/exercise/time.ts',
        'src/lesson/run.ts',
        'src/sandbox/problems/load.ts',
        'src/wire/jar/browser-jar.ts',
        'dist/src/sandbox/child/known-world.js',
        'dist/src/wire/last-handler.js',
      ]),
    )
    expect(files.filter((file) => /judge|dropped|lessons\//.test(file))).toEqual([])
  })
})
