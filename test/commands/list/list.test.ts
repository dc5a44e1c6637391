import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { allExercises } from '../../../src/course/find.ts'
import type { Entry } from '../../../src/progress/entry.ts'
import { openProgress } from '../../../src/progress/open.ts'
import { run, temporaryFolder } from '../../support/run.ts'

const CORE = ['session-options', 'cookie-max-age', 'genid', 'restart-memory-loss', 'login-guard']
const ENTRIES: readonly Entry[] = [
  { type: 'done', lesson: 'session-options', right: 1, predictions: 2 },
  { type: 'step', lesson: 'genid', step: 1, of: 9 },
  { type: 'tried', lesson: 'cookie-max-age', passed: 4, checks: 4 },
  { type: 'tried', lesson: 'genid', passed: 1, checks: 4 },
]

/** A state folder in which the first lesson is done and the third begun, and of the exercises the second and the third. */
function begun(): string {
  const stateFolder = temporaryFolder()
  const store = openProgress(stateFolder, Date.now)
  expect(ENTRIES.every((entry) => store.record(entry))).toBe(true)
  return stateFolder
}

interface Listed {
  readonly slug: string
  readonly status: string
  readonly exercise: { readonly status: string; readonly passed: number; readonly checks: number }
}

async function listed(stateFolder: string) {
  const { code, stdout, stderr } = await run(['list', '--json'], { stateFolder })
  const lessons: readonly Listed[] = JSON.parse(stdout)
  return { code, stderr, lessons }
}

describe('--json', () => {
  test('is an array of the lessons in order, each with these keys', async () => {
    const { code, stderr, lessons } = await listed(begun())
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(lessons.slice(0, CORE.length).map(({ slug }) => slug)).toEqual(CORE)
    for (const [index, lesson] of lessons.entries()) {
      expect(lesson).toEqual({
        number: index + 1,
        slug: expect.stringMatching(/^[a-z][a-z-]*$/),
        title: expect.stringMatching(/./),
        summary: expect.any(String),
        status: expect.stringMatching(/^(new|started|done)$/),
        steps: expect.any(Number),
        minutes: expect.any(Number),
        exercise: {
          title: expect.stringMatching(/./),
          status: expect.stringMatching(/^(new|started|solved)$/),
          passed: expect.any(Number),
          checks: expect.any(Number),
        },
      })
    }
  })

  test('says what is new, started and done', async () => {
    const untouched = await listed(temporaryFolder())
    expect(new Set(untouched.lessons.map(({ status }) => status))).toEqual(new Set(['new']))
    const { lessons } = await listed(begun())
    expect(lessons.slice(0, 4).map(({ status }) => status)).toEqual(['done', 'new', 'started', 'new'])
  })

  test('says the same of the exercises, and counts the checks that they have', async () => {
    const exercises = (await listed(begun())).lessons.map(({ exercise }) => exercise)
    const scripts = await allExercises()
    expect(exercises.slice(0, 4)).toMatchObject([
      { status: 'new', passed: 0 },
      { status: 'solved' },
      { status: 'started', passed: 1 },
      { status: 'new', passed: 0 },
    ])
    expect(exercises.map(({ checks }) => checks)).toEqual(scripts.map(({ exercise }) => exercise.checks.length))
  })

  test('an exercise that has fewer checks than when it was tried', async () => {
    const stateFolder = temporaryFolder()
    openProgress(stateFolder, Date.now).record({ type: 'tried', lesson: 'genid', passed: 99, checks: 100 })
    const { lessons } = await listed(stateFolder)
    expect(lessons[2]?.exercise).toMatchObject({ status: 'started', passed: lessons[2]?.exercise.checks })
  })
})

test('the screen names every lesson, its status and the command that plays it', async () => {
  const { code, stdout, stderr } = await run(['list'], { stateFolder: begun() })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^ +1 {2}.*✔ done$/m)
  expect(stdout).toMatch(/^ +3 {2}genid.*1 of \d+$/m)
  expect(stdout).toContain('session-tutor lesson 2\n   session-tutor lesson cookie-max-age\n')
  expect(stdout).toMatch(/^ +✔ exercise solved$/m)
  expect(stdout).toMatch(/^ +exercise: 1 of 4 checks$/m)
  expect(stdout.match(/session-tutor exercise .*/g)).toEqual(['session-tutor exercise 1'])
})

test('a terminal without UTF-8 gets ASCII', async () => {
  const { stdout } = await run(['list'], { stateFolder: begun(), unicode: false })
  expect(stdout).toMatch(/^ +1 {2}.*\+ done$/m)
})

test('progress that cannot be kept is told once, and the lessons are listed all the same', async () => {
  const stateFolder = path.join(temporaryFolder(), 'file')
  writeFileSync(stateFolder, '')
  const { code, stderr, lessons } = await listed(stateFolder)
  expect(code).toBe(0)
  expect(stderr.match(/nothing is saved/g)).toHaveLength(1)
  expect(lessons.length).toBeGreaterThanOrEqual(CORE.length)
})
