import { describe, expect, test } from 'vitest'
import { toStepsOfToday } from '../../src/course/earlier-steps.ts'
import { places } from '../../src/course/find.ts'
import { progressOf } from '../../src/course/progress-of.ts'
import { readLessons } from '../../src/course/read-lessons.ts'
import type { Entry } from '../../src/progress/entry.ts'
import { foldProgress, lessonProgress } from '../../src/progress/progress.ts'
import { pipedEnvironment } from '../support/run.ts'

/** How many steps the lessons had before journals said it. */
const EARLIER: readonly (readonly [string, number])[] = [
  ['session-options', 13],
  ['cookie-max-age', 13],
  ['genid', 11],
  ['restart-memory-loss', 12],
  ['login-guard', 14],
]

const stepsOf = (lesson: string): number => places.find(({ slug }) => slug === lesson)?.steps ?? 0

/** How far somebody is who finished these steps of a lesson as it was. */
function after(lesson: string, entries: readonly Entry[]) {
  return lessonProgress(foldProgress(entries.map((entry) => toStepsOfToday(entry, stepsOf(lesson)))), lesson)
}

describe.each(EARLIER)('the earlier %s', (lesson, count) => {
  test('leads from every step to one that there is', () => {
    for (let step = 1; step < count; step++) {
      const { status, step: reached } = after(lesson, [{ type: 'step', lesson, step }])
      expect(status).toBe('started')
      expect(reached).toBeGreaterThanOrEqual(0)
      expect(reached).toBeLessThan(stepsOf(lesson))
    }
  })

  test('is as far as it goes for somebody who finished it', () => {
    expect(after(lesson, [{ type: 'step', lesson, step: count }]).step).toBe(stepsOf(lesson))
  })

  test('has no answers to the questions of today', () => {
    const known = after(lesson, [{ type: 'answer', lesson, step: 1, right: true }])
    expect(known).toMatchObject({ status: 'started', step: 0, answers: [] })
  })
})

test.each<readonly [string, string, number, string]>([
  ['cookie-max-age', 'Past the end', 4, 'Past the end'],
  ['cookie-max-age', 'rolling', 8, 'rolling'],
  ['genid', 'An id of your own', 4, 'An id of your own'],
  ['genid', 'When genid runs', 5, 'When genid runs'],
  ['genid', 'Long is not random', 11, 'Long is not random'],
  ['restart-memory-loss', 'Both secrets', 12, 'Both secrets'],
  ['login-guard', 'A session can outlive its user', 5, 'A session can outlive its user'],
  ['session-options', 'Behind a proxy', 10, 'https behind a proxy'],
])('in %s who stopped before "%s" (step %i) goes on there', async (lesson, _, step, title) => {
  const { step: reached } = after(lesson, [{ type: 'step', lesson, step: step - 1 }])
  const found = await places.find(({ slug }) => slug === lesson)?.load()
  expect(found?.lesson.steps[reached]?.title).toBe(title)
})

test('steps that were gone to by number stay so, and the others are not done by that', () => {
  const lesson = 'genid'
  expect(after(lesson, [{ type: 'step', lesson, step: 5, from: 4 }])).toMatchObject({
    step: 0,
    ahead: [],
    status: 'started',
  })
  expect(after(lesson, [{ type: 'step', lesson, step: 6, from: 5 }])).toMatchObject({
    step: 0,
    ahead: [{ from: 4, to: 6 }],
  })
})

test('an entry of today, and one of a lesson that was always like this, stay as they are', () => {
  const entries: readonly Entry[] = [
    { type: 'step', lesson: 'genid', step: 2, of: 9 },
    { type: 'answer', lesson: 'genid', step: 2, right: true, of: 9 },
    { type: 'step', lesson: 'behind-a-proxy', step: 2 },
    { type: 'done', lesson: 'genid', right: 1, predictions: 2 },
  ]
  expect(entries.map((entry) => toStepsOfToday(entry, 9))).toEqual(entries)
})

test('a journal that an earlier lesson was written into is read like that, and what is added says how many steps there are', () => {
  const { environment } = pipedEnvironment()
  const store = progressOf(environment)
  store.record({ type: 'step', lesson: 'cookie-max-age', step: 7 })
  const second = () => readLessons(environment).find(({ slug }) => slug === 'cookie-max-age')
  expect(second()).toMatchObject({ status: 'started', step: 5 })
  store.record({ type: 'step', lesson: 'cookie-max-age', step: 7, of: stepsOf('cookie-max-age') })
  expect(second()).toMatchObject({ step: 7 })
})
