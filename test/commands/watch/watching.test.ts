import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startWatching, type Watching } from '../../../src/commands/watch/watching.ts'
import type { State } from '../../../src/commands/watch/reducer.ts'
import { allExercises } from '../../../src/course/find.ts'
import { UserError } from '../../../src/errors.ts'
import { LIMITS } from '../../../src/exercise/attempt.ts'
import { openProgress } from '../../../src/progress/open.ts'
import { lessonProgress } from '../../../src/progress/progress.ts'
import { readPart } from '../../support/exercises.ts'
import { pipedEnvironment, run, temporaryFolder } from '../../support/run.ts'

const exercises = await allExercises()
const [first] = exercises
if (!first) throw new Error('There are no exercises.')

const STARTER = readPart(first.exercise, 'starter.js')
const SOLUTION = readPart(first.exercise, 'solution.js')
/** A browser refuses its cookie, so one check fails. */
const NEARLY = SOLUTION.replace('resave: false', "resave: false, cookie: { domain: 'example.com' }")
const NAME = '01-session-options.js'

/** Tests run side by side, and nobody watches any more when all are through. */
const begun: Watching[] = []
afterAll(() => Promise.all(begun.map((watching) => watching.close())))

/** Watches exercise 1 in a folder of its own, without a screen. */
function watch() {
  const { environment } = pipedEnvironment()
  const dir = path.join(temporaryFolder(), 'work')
  const watching = startWatching(exercises, 1, { dir }, environment)
  begun.push(watching)
  const file = path.join(dir, NAME)
  return {
    watching,
    dir,
    file,
    progress: () => lessonProgress(openProgress(environment.stateFolder, Date.now).read(), first?.slug ?? '').exercise,
    press(...keys: readonly string[]) {
      for (const key of keys) watching.dispatch({ type: 'key', key })
    },
    /** Does something to the files. Nobody waits until they are looked at by themselves. */
    act(deed: () => void) {
      deed()
      watching.dispatch({ type: 'changed' })
    },
    /** Waits for a state. */
    until: (holds: (state: State) => boolean) =>
      new Promise<State>((resolve) => {
        const look = () => {
          if (!holds(watching.state)) return
          stop()
          resolve(watching.state)
        }
        const stop = watching.subscribe(look)
        look()
      }),
  }
}

const isSolved = ({ verdict, running }: State): boolean => !running && verdict?.passed === true
const hasFailed = ({ verdict, running }: State): boolean => !running && verdict?.passed === false
const passedIn = ({ verdict }: State): number => verdict?.checks.filter(({ passed }) => passed).length ?? 0

test.concurrent('the starter is written and fails, and saving the solution solves it; both are written down', async () => {
  const { file, until, progress } = watch()
  expect((await until(hasFailed)).fresh).toBe(true)
  expect(readFileSync(file, 'utf8')).toBe(STARTER)
  // Nobody worked on it yet.
  expect(progress()).toMatchObject({ status: 'new', checks: 0 })
  // By renaming, as many editors do, and seen without a word of ours.
  writeFileSync(`${file}.tmp`, SOLUTION)
  renameSync(`${file}.tmp`, file)
  const solved = await until(isSolved)
  expect(solved.rows[0]?.status).toBe('solved')
  expect(progress().status).toBe('solved')
  // The file is another one now, and is still watched.
  writeFileSync(`${file}.tmp`, NEARLY)
  renameSync(`${file}.tmp`, file)
  expect(passedIn(await until(hasFailed))).toBe(first.exercise.checks.length - 1)
})

test.concurrent('of ten saves at once the newest is judged', async () => {
  const { act, file, until } = watch()
  await until(hasFailed)
  const save = (source: string) => act(() => writeFileSync(file, source))
  for (let i = 0; i < 10; i += 1) save(i === 9 ? SOLUTION : `${NEARLY}// ${i}\n`)
  await until(isSolved)
  for (let i = 0; i < 10; i += 1) save(i === 9 ? NEARLY : `${SOLUTION}// ${i}\n`)
  expect(passedIn(await until(hasFailed))).toBe(first.exercise.checks.length - 1)
})

test.concurrent('a folder that goes, and comes back as another one', async () => {
  const { act, dir, file, until } = watch()
  await until(hasFailed)
  act(() => rmSync(dir, { recursive: true }))
  await until(({ gone }) => gone)
  act(() => {
    mkdirSync(dir)
    writeFileSync(file, SOLUTION)
  })
  expect((await until(isSolved)).gone).toBe(false)
  act(() => writeFileSync(file, NEARLY))
  expect((await until(hasFailed)).gone).toBe(false)
})

test.concurrent('a file that cannot be run, one that is gone, and one beside it: the next save is judged', async () => {
  const { act, dir, file, until } = watch()
  await until(hasFailed)
  act(() => writeFileSync(file, 'const a = (\n'))
  const broken = await until(({ verdict, running }) => !running && verdict?.problem?.kind === 'syntax')
  expect(new Set(broken.verdict?.checks.map(({ passed }) => passed))).toEqual(new Set([null]))
  act(() => rmSync(file))
  await until(({ gone }) => gone)
  act(() => writeFileSync(file, "import './helper.js'\n"))
  const missing = await until(
    ({ verdict, running }) => !running && verdict?.problem?.message.includes('helper.js') === true,
  )
  expect(missing.gone).toBe(false)
  act(() => writeFileSync(path.join(dir, 'helper.js'), SOLUTION))
  expect((await until(isSolved)).verdict?.problem).toBeNull()
})

test.runIf(process.platform === 'linux')(
  'a file that cannot be read says so, and the next one is judged',
  { concurrent: true },
  async () => {
    const { act, file, until } = watch()
    await until(hasFailed)
    // Not even by the owner of everything.
    act(() => {
      rmSync(file)
      symlinkSync('/proc/self/mem', file)
    })
    await until(({ verdict, running }) => !running && verdict?.problem?.kind === 'unreadable')
    act(() => {
      rmSync(file)
      writeFileSync(file, SOLUTION)
    })
    expect((await until(isSolved)).verdict?.problem).toBeNull()
  },
)

test.concurrent('starting over keeps the file, and writes the starter', async () => {
  const { act, dir, file, press, until } = watch()
  await until(hasFailed)
  act(() => writeFileSync(file, SOLUTION))
  await until(isSolved)
  press('r')
  expect(readFileSync(file, 'utf8')).toBe(SOLUTION)
  press('b')
  expect(readFileSync(file, 'utf8')).toBe(SOLUTION)
  press('r', 'y')
  expect(readFileSync(file, 'utf8')).toBe(STARTER)
  expect(readFileSync(path.join(dir, '01-session-options.old.js'), 'utf8')).toBe(SOLUTION)
  const { kept, fresh } = await until(hasFailed)
  expect(fresh).toBe(true)
  expect(kept).toEqual([expect.stringMatching(/^Your file is kept as \S+01-session-options\.old\.js\.$/)])
})

test.concurrent('a file that cannot be reset ends it with two sentences, and the work stays where it is', async () => {
  const { act, dir, file, press, until, watching } = watch()
  await until(hasFailed)
  act(() => writeFileSync(file, NEARLY))
  await until((state) => passedIn(state) === first.exercise.checks.length - 1)
  // Nobody can write here, the owner of everything included.
  mkdirSync(path.join(dir, `.${NAME}.tmp`))
  press('r', 'y')
  const error = watching.over?.error
  if (!(error instanceof UserError)) throw new Error('It goes on.')
  expect(error.message).toMatch(
    /\.01-session-options\.js\.tmp cannot be written, so nothing was changed: something else has that name \(EEXIST\)\.$/,
  )
  expect(error.hint).toBe('Move that away, or name another folder with --dir.')
  expect(error.exitCode).toBe(2)
  expect(readFileSync(file, 'utf8')).toBe(NEARLY)
  expect(readdirSync(dir).toSorted()).toEqual([`.${NAME}.tmp`, NAME, 'package.json'])
})

test.concurrent('hints are taken one by one, written down, and then shown again', () => {
  const { press, progress, watching } = watch()
  const { length } = first.exercise.hints
  for (let number = 1; number <= length; number += 1) {
    press('h')
    expect(watching.state.hint).toEqual({ number, of: length, text: first.exercise.hints[number - 1] })
    expect(progress().hints).toBe(number)
  }
  press('h')
  expect(watching.state.hint?.number).toBe(1)
})

test.concurrent('keys lead from exercise to exercise, and each gets its file', async () => {
  const { dir, press, watching, until } = watch()
  const numbers: number[] = []
  for (const key of ['n', 'n', 'p', 'l', '1']) {
    press(key)
    numbers.push(watching.state.number)
  }
  expect(numbers).toEqual([2, 3, 2, 2, 1])
  expect(readdirSync(dir).toSorted()).toEqual([NAME, '02-cookie-max-age.js', '03-genid.js', 'package.json'])
  expect((await until(hasFailed)).title).toBe(first.exercise.title)
})

test.concurrent(
  'closing it ends a file that runs, and nothing happens any more',
  { timeout: LIMITS.stepMs },
  async () => {
    const { act, file, until, watching } = watch()
    act(() => writeFileSync(file, 'for (;;) {}\n'))
    await until(({ running }) => running)
    await watching.close()
    const { state } = watching
    watching.dispatch({ type: 'key', key: 'n' })
    expect(watching.state).toBe(state)
  },
)

describe('the command', () => {
  const watchPlainly = (words: readonly string[], changes: Parameters<typeof run>[1] = {}) => {
    const dir = path.join(temporaryFolder(), 'a', 'b')
    return { dir, ended: run(['watch', ...words, '--dir', dir], changes) }
  }

  test.concurrent('without more words --plain ends with the next result, in a folder that it makes', async () => {
    const { dir, ended } = watchPlainly(['1', '--plain'])
    const { code, stdout } = await ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/failed[^]*Type a word[^]*0 of \d+ exercises solved/)
    expect(existsSync(path.join(dir, NAME))).toBe(true)
  })

  test.concurrent('somebody at a terminal that cannot redraw gets words', async () => {
    const { code, stdout } = await watchPlainly(['1'], { stdinIsTerminal: true }).ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/failed[^]*Type a word/)
  })

  test.concurrent('it begins with the first exercise that is not solved, or with the one that is named', async () => {
    const stateFolder = temporaryFolder()
    openProgress(stateFolder, Date.now).record({ type: 'tried', lesson: first.slug, passed: 1, checks: 1 })
    const open = watchPlainly(['--plain'], { stateFolder })
    expect((await open.ended).stdout).toMatch(/1 of \d+ exercises solved/)
    expect(readdirSync(open.dir)).toContain('02-cookie-max-age.js')
    const named = watchPlainly(['genid', '--ts', '--plain'], { stateFolder })
    await named.ended
    expect(readdirSync(named.dir)).toContain('03-genid.ts')
  })

  test.concurrent('without anyone to type it says what to do', async () => {
    const { code, stderr } = await watchPlainly(['1']).ended
    expect(code).toBe(2)
    expect(stderr).toMatch(/needs a terminal[^]*--plain/)
  })
})
