import { expect, test } from 'vitest'
import { renderProgress, type PlayedLesson } from '../../../src/terminal/course/progress.ts'
import { createStyle } from '../../../src/terminal/style.ts'
import { width } from '../../../src/terminal/text.ts'
import { pipedEnvironment } from '../../support/run.ts'

const NEW: PlayedLesson = {
  number: 3,
  slug: 'genid',
  title: 'genid',
  status: 'new',
  step: 0,
  steps: 12,
  score: null,
  broken: [],
  claims: 7,
  exercise: { status: 'new', passed: 0, checks: 0 },
}
const DONE: PlayedLesson = {
  ...NEW,
  number: 1,
  title: 'Session options',
  status: 'done',
  score: { right: 3, of: 4 },
  broken: ['The id has 32 characters.', 'Set-Cookie comes once.'],
}
const AGAIN: PlayedLesson = { ...DONE, step: 2, broken: [] }
const STARTED: PlayedLesson = { ...NEW, number: 2, title: 'Cookie maxAge', status: 'started', step: 4 }

const TRIED: PlayedLesson = { ...NEW, number: 4, exercise: { status: 'started', passed: 2, checks: 4 } }
const SOLVED: PlayedLesson = { ...DONE, number: 5, exercise: { status: 'solved', passed: 4, checks: 4 } }
const HINTED: PlayedLesson = {
  ...NEW,
  number: 6,
  title: 'Restart',
  exercise: { status: 'started', passed: 0, checks: 0 },
}

const render = async (lessons: readonly PlayedLesson[], columns = 80, unicode = true) =>
  renderProgress(
    lessons,
    await createStyle(pipedEnvironment({ unicode, size: () => ({ columns, rows: 24 }) }).environment),
  )

test('what came of each lesson that was begun', async () => {
  expect(await render([DONE, STARTED, NEW])).toBe(`
 1 of 3 lessons done, 0 of 3 exercises solved

   1  Session options
      ✔ done, predicted 3 of 4, broke 2 of 7 claims
   2  Cookie maxAge
      4 of 12

 Go on with: session-tutor next

`)
})

test('a lesson that is played again', async () => {
  expect(await render([AGAIN])).toContain('✔ done, again: 2 of 12, predicted 3 of 4\n')
})

test('nothing begun', async () => {
  expect(await render([NEW, NEW])).toBe(
    '\n 0 of 2 lessons done, 0 of 2 exercises solved\n\n Begin with: session-tutor next\n\n',
  )
})

test('an exercise, also of a lesson that was not begun', async () => {
  expect(await render([TRIED, SOLVED, HINTED, NEW])).toBe(`
 1 of 4 lessons done, 1 of 4 exercises solved

   4  genid
      exercise: 2 of 4 checks
   5  Session options
      ✔ done, predicted 3 of 4, broke 2 of 7 claims, ✔ exercise solved
   6  Restart
      exercise started

 Go on with: session-tutor next

`)
})

test.each([
  ['lessons first', [DONE, TRIED], ['session-tutor next']],
  ['then the exercises', [DONE, SOLVED], ['session-tutor watch']],
  ['and nothing when all is done', [SOLVED], null],
])('how to go on: %s', async (_, lessons, commands) => {
  expect((await render(lessons)).match(/session-tutor .*/g)).toEqual(commands)
})

test.each([20, 40, 80])('%i columns hold every line', async (columns) => {
  const screen = await render([DONE, AGAIN, STARTED, TRIED, SOLVED], columns, false)
  expect(Math.max(...screen.split('\n').map(width))).toBeLessThanOrEqual(columns)
  expect(screen.replace(/\s+/g, ' ')).toContain('+ done, predicted 3 of 4, broke 2 of 7 claims')
})
