import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { howOften } from '../../src/diagnosis/words/how-often.ts'
import type { Step } from '../../src/lesson/script.ts'

/** Every step of every lesson, with the number of its lesson. */
const steps: readonly (readonly [lesson: number, step: Step])[] = (
  await Promise.all(syllabus.map(async ({ load }) => (await load()).default.steps))
).flatMap((all, i) => all.map((step) => [i + 1, step] as const))

test.each(catalogue)('$code points at a step that is there: $lesson, $step', ({ lesson, step }) => {
  expect(steps.filter(([number, { title }]) => number === lesson && title === step)).toHaveLength(1)
})

test('each cause stands at its step, and at no other', () => {
  const standing = steps.flatMap(([lesson, { title: step, causes = [] }]) =>
    causes.map(({ code, title }) => ({ code, title, lesson, step })),
  )
  const pointing = catalogue.map(({ code, title, lesson, step }) => ({ code, title, lesson, step }))
  const byCode = (one: { code: string }, other: { code: string }) => one.code.localeCompare(other.code)
  expect(standing.toSorted(byCode)).toEqual(pointing.toSorted(byCode))
})

test('at a step stands first what is reported most often', () => {
  const ranks = steps.map(([, { causes = [] }]) => causes.map(({ code }) => howOften(code)))
  expect(ranks.filter((all) => new Set(all).size > 1).length).toBeGreaterThan(5)
  for (const all of ranks) expect(all).toEqual(all.toSorted((one, other) => other - one))
})
