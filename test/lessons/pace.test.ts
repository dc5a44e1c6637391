import { beforeAll, describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { findLesson } from '../../src/course/find.ts'
import { secondsOf } from '../make/minutes.ts'
import { readLesson, type Reading } from '../support/pages.ts'

/** What a lesson may ask of a learner at 80 columns and 24 rows. */
const MOST = { presses: 25, minutes: 10 }

describe.each(syllabus.map(({ slug }) => slug))('%s', async (slug) => {
  const found = await findLesson(slug)
  const { lesson } = found
  let reading: Reading
  beforeAll(async () => {
    reading = await readLesson(found, { columns: 80, rows: 24 })
  }, 60_000)

  test('it takes few presses and few minutes', () => {
    const { presses } = reading
    const minutes = secondsOf(lesson) / 60
    // oxlint-disable-next-line no-console
    console.log(`${slug}: ${presses} presses, ${minutes.toFixed(1)} minutes`)
    expect(presses).toBeLessThanOrEqual(MOST.presses)
    expect(minutes).toBeLessThan(MOST.minutes)
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
