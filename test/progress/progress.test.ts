import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/progress/entry.ts'
import { foldProgress, lastExercise, lessonProgress, type LessonProgress } from '../../src/progress/progress.ts'
import { entries } from './entries.ts'

const lesson = 'genid'
const step = (number: number): Entry => ({ type: 'step', lesson, step: number })
const jumped = (from: number, number: number): Entry => ({ type: 'step', lesson, step: number, from })
const answer = (number: number, right: boolean): Entry => ({ type: 'answer', lesson, step: number, right })
const done = (right: number | null, predictions: number | null): Entry => ({ type: 'done', lesson, right, predictions })
const broke = (claim: string): Entry => ({ type: 'broke', lesson, claim })
const found = (claim: string): Entry => ({ type: 'found', lesson, claim })
const tried = (passed: number, checks = 4): Entry => ({ type: 'tried', lesson, passed, checks })
const hint = (number: number): Entry => ({ type: 'hint', lesson, hint: number })
const reset = (slug: string | null): Entry => ({ type: 'reset', lesson: slug })

const after = (...said: readonly Entry[]): LessonProgress => lessonProgress(foldProgress(said), lesson)

test('a lesson nobody began is new', () => {
  const exercise = { status: 'new', passed: 0, checks: 0, hints: 0 }
  expect(after()).toEqual({
    status: 'new',
    step: 0,
    ahead: [],
    answers: [],
    score: null,
    broken: [],
    found: [],
    exercise,
  })
  expect(lessonProgress(foldProgress([step(2)]), '__proto__').status).toBe('new')
})

test.each<[string, readonly Entry[], Partial<LessonProgress>]>([
  ['a step begins it', [step(1)], { status: 'started', step: 1 }],
  ['the next step goes on', [step(1), step(2)], { status: 'started', step: 2 }],
  ['a step that was lost is made up for', [step(1), step(4)], { step: 4 }],
  ['a jump finishes no step before it', [jumped(5, 6)], { status: 'started', step: 0, ahead: [{ from: 5, to: 6 }] }],
  ['a step after a jump that was lost is made up for', [step(2), jumped(8, 10)], { ahead: [{ from: 8, to: 10 }] }],
  ['jumps that meet', [jumped(8, 8), jumped(5, 6), jumped(5, 7)], { step: 0, ahead: [{ from: 5, to: 8 }] }],
  [
    'jumps that do not meet',
    [jumped(8, 8), jumped(5, 6)],
    {
      ahead: [
        { from: 5, to: 6 },
        { from: 8, to: 8 },
      ],
    },
  ],
  ['the gap is closed', [jumped(3, 4), jumped(6, 6), step(2)], { step: 4, ahead: [{ from: 6, to: 6 }] }],
  ['a jump back', [step(6), jumped(2, 3)], { step: 6, ahead: [] }],
  ['a jump ends with the playing', [jumped(5, 6), done(1, 1)], { step: 0, ahead: [] }],
  ['going back undoes nothing', [step(1), step(2), step(3), step(1)], { status: 'started', step: 3 }],
  ['an answer begins it', [answer(1, true)], { status: 'started', step: 0 }],
  ['the first answer counts', [answer(2, false), answer(2, true)], { answers: [{ step: 2, right: false }] }],
  ['a broken claim begins it', [broke('a')], { status: 'started', broken: ['a'] }],
  ['a claim breaks once', [broke('a'), broke('b'), broke('a')], { broken: ['a', 'b'] }],
  ['a change that was found begins it', [found('a')], { status: 'started', broken: ['a'], found: ['a'] }],
  ['a claim that fell is found later', [broke('a'), found('a'), found('a')], { broken: ['a'], found: ['a'] }],
  ['a claim that fell is not found', [found('b'), broke('a')], { broken: ['b', 'a'], found: ['b'] }],
  ['done', [step(1), done(1, 2)], { status: 'done', step: 0, score: { right: 1, of: 2 } }],
  ['done without predictions', [done(null, null)], { status: 'done', score: null }],
  ['done with nothing to predict', [done(0, 0)], { status: 'done', score: { right: 0, of: 0 } }],
  ['answers end with the playing', [answer(2, true), done(1, 1)], { answers: [] }],
  ['playing again', [done(1, 2), step(1)], { status: 'done', step: 1, score: { right: 1, of: 2 } }],
  ['answering again', [answer(2, false), done(0, 1), answer(2, true)], { answers: [{ step: 2, right: true }] }],
  ['breaking after the end', [done(1, 2), broke('a')], { status: 'done', broken: ['a'] }],
  ['played again to the end', [step(3), done(1, 2), step(3), done(2, 2)], { step: 0, score: { right: 2, of: 2 } }],
  ['the last score counts, not the best', [done(2, 2), done(0, 2)], { score: { right: 0, of: 2 } }],
  ['--auto leaves the score alone', [done(2, 2), done(null, null)], { status: 'done', score: { right: 2, of: 2 } }],
  ['reset', [step(1), broke('a'), done(1, 1), reset(lesson)], { status: 'new', step: 0, score: null, broken: [] }],
  ['reset of what was found', [found('a'), reset(lesson)], { status: 'new', broken: [], found: [] }],
  ['reset of another', [step(1), reset('login-guard')], { status: 'started', step: 1 }],
  ['reset of all', [step(1), reset(null)], { status: 'new', step: 0 }],
  ['begun again after a reset', [step(5), done(1, 1), reset(null), step(1)], { status: 'started', step: 1 }],
])('%s', (_, said, expected) => {
  expect(after(...said)).toMatchObject(expected)
})

test.each<[string, readonly Entry[], LessonProgress['exercise']]>([
  ['a try begins it', [tried(1)], { status: 'started', passed: 1, checks: 4, hints: 0 }],
  ['a try that passes nothing begins it', [tried(0)], { status: 'started', passed: 0, checks: 4, hints: 0 }],
  ['a hint begins it', [hint(1)], { status: 'started', passed: 0, checks: 0, hints: 1 }],
  ['the last try counts', [tried(3), tried(2)], { status: 'started', passed: 2, checks: 4, hints: 0 }],
  ['every check passed', [tried(1), tried(4)], { status: 'solved', passed: 4, checks: 4, hints: 0 }],
  ['solved at once', [tried(4)], { status: 'solved', passed: 4, checks: 4, hints: 0 }],
  ['solved once is solved', [tried(4), tried(2)], { status: 'solved', passed: 2, checks: 4, hints: 0 }],
  ['a hint afterwards', [tried(4), hint(1)], { status: 'solved', passed: 4, checks: 4, hints: 1 }],
  ['hints add up', [hint(1), hint(2), tried(1)], { status: 'started', passed: 1, checks: 4, hints: 2 }],
  ['a hint that was lost is made up for', [hint(1), hint(3)], { status: 'started', passed: 0, checks: 0, hints: 3 }],
  ['an earlier hint takes none back', [hint(3), hint(1)], { status: 'started', passed: 0, checks: 0, hints: 3 }],
  ['a reset forgets it', [tried(4), hint(2), reset(lesson)], { status: 'new', passed: 0, checks: 0, hints: 0 }],
  ['a reset of all forgets it', [tried(4), reset(null)], { status: 'new', passed: 0, checks: 0, hints: 0 }],
  ['a reset of another does not', [tried(4), reset('a')], { status: 'solved', passed: 4, checks: 4, hints: 0 }],
  ['the lesson says nothing of it', [step(1), done(1, 1)], { status: 'new', passed: 0, checks: 0, hints: 0 }],
])('an exercise: %s', (_, said, exercise) => {
  expect(after(...said).exercise).toEqual(exercise)
})

test.each<[string, readonly Entry[], string | null]>([
  ['none was', [step(1), hint(1)], null],
  ['one was', [tried(1)], lesson],
  ['another one was later', [tried(1), { ...tried(1), lesson: 'a' }], 'a'],
  ['and then the first again', [tried(1), { ...tried(1), lesson: 'a' }, tried(1)], lesson],
  ['that was forgotten', [{ ...tried(1), lesson: 'a' }, tried(1), reset(lesson)], 'a'],
])('the exercise that was checked last: %s', (_, said, expected) => {
  expect(lastExercise(foldProgress(said))).toBe(expected)
})

/** Whether an entry is about the exercise of a lesson; null for a reset, which is about both. */
const isOfExercise = ({ type }: Entry): boolean | null =>
  type === 'reset' ? null : type === 'tried' || type === 'hint'

describe('whatever was done', () => {
  test('a lesson and its exercise know nothing of each other', () => {
    fc.assert(
      fc.property(entries, (said) => {
        const all = foldProgress(said)
        const ofLessons = foldProgress(said.filter((entry) => isOfExercise(entry) !== true))
        const ofExercises = foldProgress(said.filter((entry) => isOfExercise(entry) !== false))
        for (const slug of new Set(said.map((entry) => entry.lesson ?? lesson))) {
          const { exercise } = lessonProgress(ofExercises, slug)
          expect(lessonProgress(all, slug)).toEqual({ ...lessonProgress(ofLessons, slug), exercise })
        }
      }),
    )
  })

  test('a lesson knows nothing of the others', () => {
    fc.assert(
      fc.property(entries, (said) => {
        const all = foldProgress(said)
        for (const slug of new Set(said.map((entry) => entry.lesson ?? lesson))) {
          const own = said.filter((entry) => entry.lesson === slug || entry.lesson === null)
          expect(lessonProgress(all, slug)).toEqual(lessonProgress(foldProgress(own), slug))
        }
      }),
    )
  })

  test('a reset of all leaves nothing', () => {
    fc.assert(
      fc.property(entries, entries, (before, later) => {
        expect(foldProgress([...before, reset(null), ...later])).toEqual(foldProgress(later))
      }),
    )
  })

  test('saying it twice does not change it', () => {
    fc.assert(
      fc.property(entries, (said) => {
        const twice = said.flatMap((entry) => [entry, entry])
        expect(foldProgress(twice)).toEqual(foldProgress(said))
      }),
    )
  })
})
