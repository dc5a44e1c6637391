import { describe, expect, test } from 'vitest'
import { renderLessons, renderList, type ListedLesson } from '../../../src/terminal/course/list.ts'
import { createStyle } from '../../../src/terminal/style.ts'
import { width } from '../../../src/terminal/text.ts'
import { pipedEnvironment } from '../../support/run.ts'

const LESSONS: readonly ListedLesson[] = [
  {
    number: 1,
    slug: 'session-options',
    title: 'Session options',
    summary: 'what session() does to every request',
    status: 'done',
    step: 0,
    steps: 8,
    minutes: 17,
    exercise: { status: 'solved', passed: 4, checks: 4 },
  },
  {
    number: 2,
    slug: 'cookie-max-age',
    title: 'Cookie maxAge',
    summary: 'how long a login lasts, and who decides',
    status: 'started',
    step: 4,
    steps: 9,
    minutes: 15,
    exercise: { status: 'started', passed: 2, checks: 4 },
  },
  {
    number: 10,
    slug: 'genid',
    title: 'genid',
    summary: 'who invents the session id, when, and what makes it safe',
    status: 'new',
    step: 0,
    steps: 12,
    minutes: 14,
    exercise: { status: 'new', passed: 0, checks: 0 },
  },
]

const styleOf = (columns: number, unicode = true) =>
  createStyle(pipedEnvironment({ unicode, size: () => ({ columns, rows: 24 }) }).environment)

test('80 columns: title, summary and status beside each other, the exercise below the summary', async () => {
  expect(`\n${renderLessons(LESSONS, await styleOf(80))}\n`).toBe(`
   1  Session options  what session() does to every request           ✔ done
                       8 steps, 17 minutes
                       ✔ exercise solved
   2  Cookie maxAge    how long a login lasts, and who decides        4 of 9
                       9 steps, 15 minutes
                       exercise: 2 of 4 checks
  10  genid            who invents the session id, when, and what
                       makes it safe
                       12 steps, 14 minutes
`)
})

test('40 columns: the summary and the exercise below the title', async () => {
  expect(`\n${renderLessons(LESSONS, await styleOf(40))}\n`).toBe(`
   1  Session options             ✔ done
      what session() does to every
      request
      8 steps, 17 minutes
      ✔ exercise solved
   2  Cookie maxAge               4 of 9
      how long a login lasts, and who
      decides
      9 steps, 15 minutes
      exercise: 2 of 4 checks
  10  genid
      who invents the session id, when,
      and what makes it safe
      12 steps, 14 minutes
`)
})

describe.each([20, 40, 60, 80, 200])('%i columns', (columns) => {
  test('hold every line, and no line is wider than one can read', async () => {
    const screen = renderList(LESSONS, await styleOf(columns))
    expect(Math.max(...screen.split('\n').map(width))).toBeLessThanOrEqual(Math.min(columns, 76))
  })

  test('lose no word', async () => {
    const words = renderList(LESSONS, await styleOf(columns)).replace(/\s+/g, ' ')
    for (const { title, summary } of LESSONS) {
      expect(words).toContain(title)
      for (const word of summary.split(' ')) expect(words).toContain(word)
    }
    for (const status of ['✔ exercise solved', 'exercise: 2 of 4 checks']) expect(words).toContain(status)
  })
})

test.each<[string, ListedLesson['exercise']]>([
  ['was not begun', { status: 'new', passed: 0, checks: 0 }],
  ['is not to be shown', null],
])('nothing is said of an exercise that %s', async (_, exercise) => {
  const [lesson] = LESSONS
  if (!lesson) throw new Error('There are lessons.')
  expect(renderLessons([{ ...lesson, exercise }], await styleOf(80))).not.toContain('exercise')
})

test('steps and minutes are left out where they are not to be shown', async () => {
  const lessons = LESSONS.map((lesson) => ({ ...lesson, minutes: null }))
  expect(renderLessons(lessons, await styleOf(80))).not.toMatch(/steps|minutes/)
})

test('an exercise is begun with its first hint', async () => {
  const [lesson] = LESSONS
  if (!lesson) throw new Error('There are lessons.')
  const exercise = { status: 'started', passed: 0, checks: 0 } as const
  expect(renderLessons([{ ...lesson, exercise }], await styleOf(80))).toMatch(/^ +exercise started$/m)
})

test.each<[string, readonly NonNullable<ListedLesson['exercise']>['status'][], number]>([
  ['none is solved', ['new', 'new', 'new'], 1],
  ['the first is solved', ['solved', 'started', 'new'], 2],
  ['one between is solved', ['new', 'solved', 'new'], 1],
  ['all are solved', ['solved', 'solved', 'solved'], 1],
])('the exercise is the first that is not solved: %s', async (_, statuses, number) => {
  const lessons = LESSONS.map((lesson, i) => {
    const exercise = { status: statuses[i] ?? 'new', passed: 0, checks: 0 }
    return { ...lesson, number: i + 1, exercise }
  })
  const commands = renderList(lessons, await styleOf(80)).match(/session-tutor exercise .*/g)
  expect(commands).toEqual([`session-tutor exercise ${number}`])
})

test('the commands are for the first lesson that is not done', async () => {
  expect(renderList(LESSONS, await styleOf(80))).toContain(`
 Play one by its number or its name:
   session-tutor lesson 2
   session-tutor lesson cookie-max-age
 Play the first that is not done:
   session-tutor next
 Do an exercise in your own editor:
   session-tutor exercise 2
`)
})

test('ASCII where the terminal shows no more', async () => {
  const screen = renderList(LESSONS, await styleOf(80, false))
  expect(screen).toContain('+ done')
  expect(screen).toContain('+ exercise solved')
  expect(screen).toMatch(/^[\n -~]*$/)
})
