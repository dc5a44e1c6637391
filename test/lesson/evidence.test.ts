import { expect, test } from 'vitest'
import { evidenceOf } from '../../src/lesson/evidence.ts'
import { get, last, send, start, step } from '../../src/lesson/index.ts'
import { replay } from '../../src/lesson/replay.ts'
import { findLesson } from '../../src/course/find.ts'
import type { Condition } from '../../src/lesson/script.ts'
import { stage } from '../support/lessons.ts'

const first = send('first visit', get('/'))
const later = send('second visit', get('/'))
const { lesson: genid } = await findLesson('genid')
const lesson = { ...genid, steps: [step('only the first visit', first)] }
const { run } = await replay({ number: 3, lesson, change: {} }, stage)

test.each<readonly [string, Condition, object]>([
  ['what happened', (seen) => seen.at(first).status === 200, { holds: true, missing: false, whole: false }],
  ['how the server started', (seen) => seen.at(start).failure !== null, { holds: false, missing: false, whole: false }],
  ['what comes later', (seen) => seen.at(later).status === 200, { holds: false, missing: true, whole: false }],
  ['both', (seen) => seen.at(first).status === 200 && seen.at(later).status === 200, { holds: false, missing: true }],
  ['all exchanges', (seen) => seen.exchanges.length === 1, { holds: true, missing: false, whole: true }],
  ['all ids', (seen) => seen.generated.length === 1, { holds: true, missing: false, whole: true }],
  ['whatever came last', (seen) => seen.at(last).status === 200, { holds: true, missing: false, whole: true }],
  // Not there, as a header that did not come: it happened, and it is false.
  [
    'what the first visit did not leave open',
    (seen) => seen.at(first).cookieHeader() === 'x',
    { holds: false, missing: false },
  ],
  [
    'what trips',
    (seen) => (seen.at(first).json['a'] as { b: { c: boolean } }).b.c,
    { holds: false, missing: false, whole: false },
  ],
])('a condition about %s', (_, condition, evidence) => {
  expect(evidenceOf(condition, run)).toMatchObject(evidence)
})

test.each<readonly [string, Condition, boolean]>([
  ['an error', (seen) => seen.at(first).errors.length === 0, true],
  ['an error, taken apart', (seen) => (({ errors }) => errors.length === 0)(seen.at(first)), true],
  ['anything else', (seen) => seen.at(first).status === 200, false],
])('a condition about %s is known as such', (_, condition, aboutErrors) => {
  expect(evidenceOf(condition, run)).toMatchObject({ holds: true, aboutErrors })
})

test('the parts that were asked for are told in order', () => {
  const { asked } = evidenceOf((seen) => seen.at(start).quiet && seen.at(first).status === 200, run)
  expect(asked.map(({ label }) => label)).toEqual(['start', 'first visit'])
})
