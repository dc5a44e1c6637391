import { describe, expect, test } from 'vitest'
import { syllabus } from '../../../lessons/index.ts'
import { goOn, isEndCard, isPrediction, keyBar } from '../../support/learner.ts'
import { startTutor } from '../../support/terminal.ts'

/**
 * The page from its heading on: above it may stand an answered prompt. The later part of a long page has no heading, and the
 * empty line above it may scroll away.
 */
function fromHeading(page: string): string {
  const lines = page.split('\n')
  const heading = lines.findLastIndex((line) => /step \d+ of \d+$|^ \d .* done(, .* predicted)?$/.test(line))
  return lines.slice(heading < 0 ? lines.findIndex((line) => line !== '') : heading).join('\n')
}

/** How often `h` can be pressed before no hint is left. */
const MOST_HINTS = 5

// Every page of every lesson, as it is before the learner turns it.
describe.each(syllabus.map(({ slug }) => slug))('%s', (slug) => {
  test.concurrent('no page of it is too big for 80 columns and 24 rows, nor a question with all its hints', async () => {
    await using terminal = startTutor(['lesson', slug])
    const tooBig: string[] = []
    let page = await terminal.turn()
    while (!isEndCard(page)) {
      const shown = fromHeading(page)
      // What does not fit is shown in parts. Then the heading has scrolled away when the last part is read.
      const fits = /step \d+ of \d+$/m.test(shown) && !keyBar(page).includes('enter more')
      if (!fits || !terminal.screen().includes(shown) || terminal.tooWide().length > 0) tooBig.push(page)
      if (isPrediction(page)) {
        let hinted = page
        for (let hints = 0; hints < MOST_HINTS && keyBar(hinted).includes(' hint'); hints++)
          hinted = await terminal.turn('h')
        if (!terminal.screen().includes(hinted.trim())) tooBig.push(hinted)
      }
      page = await goOn(terminal, page)
    }
    if (!terminal.screen().includes(fromHeading(page))) tooBig.push(page)
    expect(tooBig).toEqual([])
  })

  test.concurrent('at 40 columns and 20 rows nothing is too wide, and nothing scrolls away unread', async () => {
    await using terminal = startTutor(['lesson', slug], { columns: 40, rows: 20 })
    const wrong: string[] = []
    let page = await terminal.turn()
    for (;;) {
      if (terminal.tooWide().length > 0 || !terminal.screen().includes(fromHeading(page))) wrong.push(page)
      if (isEndCard(page)) break
      page = await goOn(terminal, page)
    }
    expect(wrong).toEqual([])
  })
})
