import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findExercise, findLesson } from '../../../src/course/find.ts'
import type { Entry } from '../../../src/progress/entry.ts'
import { openProgress } from '../../../src/progress/open.ts'
import { run, temporaryFolder } from '../../support/run.ts'

const { lesson } = await findLesson('genid')
const { exercise } = await findExercise('genid', 'exercise')
/** Those that an option decides: the others a learner cannot break. */
const CLAIMS = lesson.steps.flatMap(({ parts }) =>
  parts.flatMap((part) => (part.kind === 'claim' && part.breaksWith ? [part.text] : [])),
)
const [CLAIM = ''] = CLAIMS

function stateAfter(...entries: readonly Entry[]): string {
  const stateFolder = temporaryFolder()
  const store = openProgress(stateFolder, Date.now)
  expect(entries.every((entry) => store.record(entry))).toBe(true)
  return stateFolder
}

/**
 * A state folder in which lesson 3 was done and its exercise tried. Two claims were broken, one of which the lesson no longer
 * makes.
 */
const genidDone = (): string =>
  stateAfter(
    { type: 'step', lesson: 'genid', step: 1, of: 9 },
    { type: 'done', lesson: 'genid', right: 1, predictions: 2 },
    { type: 'broke', lesson: 'genid', claim: CLAIM },
    { type: 'broke', lesson: 'genid', claim: 'genid is spelt genId.' },
    { type: 'tried', lesson: 'genid', passed: 1, checks: 4 },
  )

interface Printed {
  readonly lessons: readonly unknown[]
  readonly done: number
  readonly total: number
}

async function printed(stateFolder: string): Promise<Printed> {
  const { code, stdout, stderr } = await run(['progress', '--json'], { stateFolder })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}

describe('--json', () => {
  test('of nothing', async () => {
    const { lessons, ...rest } = await printed(temporaryFolder())
    expect(rest).toEqual({ done: 0, total: lessons.length })
    expect(lessons[0]).toMatchObject({ number: 1, slug: 'session-options', status: 'new', step: 0, score: null })
  })

  test('of a lesson that is done, with the claims that it still makes', async () => {
    const { lessons, ...rest } = await printed(genidDone())
    expect(rest).toEqual({ done: 1, total: lessons.length })
    expect(lessons[2]).toEqual({
      number: 3,
      slug: 'genid',
      title: lesson.title,
      status: 'done',
      step: 0,
      steps: lesson.steps.length,
      score: { right: 1, of: 2 },
      broken: [CLAIM],
      claims: CLAIMS.length,
      exercise: { title: exercise.title, status: 'started', passed: 1, checks: exercise.checks.length },
    })
  })

  test('of a lesson that has got shorter since', async () => {
    const { lessons } = await printed(stateAfter({ type: 'step', lesson: 'genid', step: 1000, of: 9 }))
    expect(lessons[2]).toMatchObject({ status: 'started', step: lesson.steps.length })
  })
})

test('the screen says what came of each lesson', async () => {
  const { code, stdout, stderr } = await run(['progress'], { stateFolder: genidDone() })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^ 1 of \d+ lessons done, 0 of \d+ exercises solved$/m)
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
    /✔ done, predicted 1 of 2, broke 1 of \d+ claims, exercise: 1 of 4 checks /,
  )
})

describe('progress that cannot be kept', () => {
  test('is an error when it cannot be read', async () => {
    const stateFolder = temporaryFolder()
    mkdirSync(path.join(stateFolder, 'progress.jsonl'))
    const { code, stdout, stderr } = await run(['progress'], { stateFolder })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^Progress cannot be read from .*\n.*SESSION_TUTOR_STATE_DIR.*\n$/)
  })

  test('is an error when it is from a newer version', async () => {
    const stateFolder = temporaryFolder()
    const file = path.join(stateFolder, 'progress.jsonl')
    writeFileSync(file, '{"v":2}\n')
    const { code, stderr } = await run(['progress', '--json'], { stateFolder })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('newer session-tutor') })
    expect(readFileSync(file, 'utf8')).toBe('{"v":2}\n')
  })
})
