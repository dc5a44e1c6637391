import { describe, expect, test } from 'vitest'
import { suggestedChanges, tryChange } from '../../../src/commands/lesson/experiment.ts'
import { findLesson, type NumberedLesson } from '../../../src/course/find.ts'
import { experiment, get, send, step as aStep } from '../../../src/lesson/index.ts'
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

  test('in its sentence, which is said where all that it asks about was played', async () => {
    const [first, second] = [send('first visit', get('/')), send('second visit', get('/'))]
    const change = { saveUninitialized: false }
    const lesson = {
      ...genid.lesson,
      steps: [aStep('one', first), aStep('two', second)],
      experiments: [
        experiment(change, 'The first visit gets no cookie.', (run) => run.at(first).set === undefined),
        experiment(change, 'Nor does the second.', (run) => run.at(second).set === undefined),
        experiment(change, 'Nobody gets one.', (run) => run.exchanges.every(({ set }) => set === undefined)),
        experiment(change, 'It does.', (run) => run.at(first).set !== undefined),
        experiment({ name: 'sid' }, 'Another change.', () => true),
      ],
    }
    const said = async (reach: Reach | null) =>
      (await tryChange({ number: 3, lesson }, change, reach, stage)).sentences.join(' ')
    expect(await said({ step: 1, last: 'first visit', claims: [] })).toBe('The first visit gets no cookie.')
    const all = 'The first visit gets no cookie. Nor does the second. Nobody gets one.'
    expect(await said({ step: 2, last: 'second visit', claims: [] })).toBe(all)
    expect(await said(null)).toBe(all)
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
