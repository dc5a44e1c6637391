import { describe, expect, test } from 'vitest'
import { suggestedChanges, tryChange } from '../../../src/commands/lesson/experiment.ts'
import { findLesson, type NumberedLesson } from '../../../src/course/find.ts'
import type { Claim, OptionChange } from '../../../src/lesson/script.ts'
import type { Reach } from '../../../src/lesson/up-to.ts'
import { stage } from '../../support/lessons.ts'
import { syllabus } from '../../../lessons/index.ts'

const lessons = await Promise.all(syllabus.map(({ slug }) => findLesson(slug)))
const genid = await findLesson('genid')

/** The end of a step, with its claims on the screen. */
function endOf({ lesson }: NumberedLesson, step: number): Reach {
  const claims = claimsIn(lesson.steps[step - 1]?.parts ?? []).map(({ text }) => text)
  return { step, last: claims.at(-1) ?? '', claims }
}

const claimsIn = (parts: readonly { readonly kind: string }[]): Claim[] =>
  parts.filter((part): part is Claim => part.kind === 'claim')

describe('an experiment gives nothing away', () => {
  const STEP = 2
  const later = genid.lesson.steps.slice(STEP).flatMap(({ parts }) => parts)
  const names = later.flatMap((part) => (part.kind === 'claim' ? part.text : 'label' in part ? part.label : []))

  test.each<OptionChange>([{ saveUninitialized: false }, { genid: 'constant' }, { unset: 'maybe' }, { name: 'sid' }])(
    'of what comes after the step: %j',
    async (change) => {
      const { diff } = await tryChange(genid, change, endOf(genid, STEP), stage)
      const { exchanges, starts, fell, still, notReached, notSent } = diff
      const told = [...exchanges, ...starts].map(({ label }) => label)
      const claims = [...fell, ...still, ...notReached].map(({ text }) => text)
      expect([...told, ...notSent, ...claims].filter((name) => names.includes(name))).toEqual([])
      expect(claims.length).toBe(claimsIn(genid.lesson.steps.slice(0, STEP).flatMap(({ parts }) => parts)).length)
    },
  )

  test.each(genid.lesson.experiments)('in its sentence: $text', async ({ change, text }) => {
    const reach = endOf(genid, STEP)
    const { sentences } = await tryChange(genid, change, reach, stage)
    // Of this lesson, only these ask about nothing but the first two visits.
    const isAboutFirstVisits = ['saveUninitialized', 'empty', 'throws'].some((word) =>
      JSON.stringify(change).includes(word),
    )
    expect(sentences).toEqual(isAboutFirstVisits ? [text] : [])
    expect((await tryChange(genid, change, null, stage)).sentences).toEqual([text])
  })
})

describe.each(lessons)('what lesson $number offers', (found) => {
  const { steps, experiments } = found.lesson

  test.each(steps.map((_, i) => i + 1))('at the end of step %i: first what breaks the claims there', (step) => {
    const reach = endOf(found, step)
    const here = claimsIn(steps[step - 1]?.parts ?? []).flatMap(({ breaksWith }) => (breaksWith ? [breaksWith] : []))
    const offered = suggestedChanges(found, reach)
    const first = offered.filter(({ isHere }) => isHere).map(({ change }) => change)
    expect(offered.slice(0, first.length).map(({ change }) => change)).toEqual(first)
    expect(here.filter((change) => !first.some((one) => JSON.stringify(one) === JSON.stringify(change)))).toEqual([])
    // Each once, and every experiment.
    const texts = offered.map(({ change }) => JSON.stringify(change))
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts).toEqual(expect.arrayContaining(experiments.map(({ change }) => JSON.stringify(change))))
    // Nothing that breaks only what comes later.
    const before = claimsIn(steps.slice(0, step).flatMap(({ parts }) => parts)).map(({ breaksWith }) =>
      JSON.stringify(breaksWith),
    )
    const known = [...before, ...experiments.map(({ change }) => JSON.stringify(change))]
    expect(texts.filter((text) => !known.includes(text))).toEqual([])
  })
})
