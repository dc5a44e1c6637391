import { beforeAll, describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { findLesson } from '../../src/course/find.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { readLesson, type Reading } from '../support/pages.ts'

/** What a lesson may ask of a learner at 80 columns and 24 rows. */
const MOST = { presses: 25, minutes: 10 }

const WORDS_A_MINUTE = 200
const SECONDS_A_PREDICTION = 20

/** The prose of an event: what is read word by word. */
function proseOf(event: LessonEvent): string {
  switch (event.event) {
    case 'step':
      return event.title
    case 'explain':
    case 'claim':
      return event.text
    case 'predict':
      return [event.question, ...event.choices].join(' ')
    case 'verdict':
      return event.because
    default:
      return ''
  }
}

describe.each(syllabus.map(({ slug }) => slug))('%s', (slug) => {
  let reading: Reading
  beforeAll(async () => {
    reading = await readLesson(await findLesson(slug), { columns: 80, rows: 24 })
  }, 60_000)

  test('it takes few presses and few minutes', () => {
    const { presses, events } = reading
    const words = events.flatMap((event) => proseOf(event).match(/\S*\w\S*/g) ?? []).length
    const predictions = events.filter(({ event }) => event === 'predict').length
    const minutes = words / WORDS_A_MINUTE + (predictions * SECONDS_A_PREDICTION) / 60
    // oxlint-disable-next-line no-console
    console.log(`${slug}: ${presses} presses, ${words} words, ${minutes.toFixed(1)} minutes`)
    expect(presses).toBeLessThanOrEqual(MOST.presses)
    expect(minutes).toBeLessThanOrEqual(MOST.minutes)
  })

  test('no page has a single line, and none but the first of a step has a heading', () => {
    const pages = reading.pages.map((page) => page.split('\n').filter((line) => line.trim() !== ''))
    // A question follows its page, and so does what it asks.
    const isStepText = (line = '') => /^ step \d+ of \d+$/.test(line)
    const lonely = pages.filter((lines) => lines.length === 2 && isStepText(lines[0]))
    expect(lonely).toEqual([])
    const headings = pages.flatMap(([first = '']) => (isStepText(first) ? [] : [first]))
    expect(headings).toHaveLength(reading.events.filter(({ event }) => event === 'step').length)
  })
})
