import { expect, test } from 'vitest'
import { catalogue } from '../../../src/diagnosis/catalogue.ts'
import { goOn, keyBar, playTo, stepOf } from '../../support/learner.ts'
import { startTutor, type OpenTerminal } from '../../support/terminal.ts'

/** A step that asks nothing, and what goes wrong there. */
const STEP = { words: ['lesson', '1.3'], at: 'step 3 of 10' }
const causes = catalogue.filter(({ lesson, step }) => lesson === 1 && step === 'What the cookie says')

const offers = (page: string): boolean => keyBar(page).includes('e mistakes')
const asOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** Goes to the last page of the step. @returns the pages before it */
async function toItsEnd(terminal: OpenTerminal): Promise<readonly string[]> {
  const before: string[] = []
  await playTo(terminal, (page) => offers(page) || !before.push(page))
  return before
}

test.concurrent.each([
  [80, 24],
  [40, 20],
])('what goes wrong at a step, at %i columns and %i rows', async (columns, rows) => {
  await using terminal = startTutor(STEP.words, { columns, rows })
  const before = await toItsEnd(terminal)
  expect(before.length).toBeGreaterThan(0)

  const list = await terminal.turn('e')
  expect(list).toContain('What goes wrong here')
  expect(list).toContain(`${causes.length} causes`)
  expect(terminal.screen()).toContain(list)
  const cause = await terminal.turn('enter')
  expect(asOneLine(cause)).toContain(causes[0]?.title)
  expect(asOneLine(cause)).toContain(`${causes[0]?.code}, ${causes[0]?.level}`)
  // It leads back to the step, and nowhere else into lessons.
  expect(keyBar(cause)).toMatch(/d diff b back q quit$/)
  expect(await terminal.turn('b')).toContain('What goes wrong here')
  expect(terminal.tooWide()).toEqual([])
  const back = await terminal.turn('b')
  expect({ at: stepOf(back), offers: offers(back) }).toEqual({ at: STEP.at, offers: true })
  expect(terminal.tooWide()).toEqual([])

  // The next step has nothing of it.
  const page = await goOn(terminal, terminal.page())
  expect(stepOf(page)).not.toBe(STEP.at)
  expect(offers(page)).toBe(false)
  terminal.press('q')
  expect(await terminal.ended).toMatchObject({ exitCode: 0, cooked: true, cursorVisible: true })
})

test.concurrent('Ctrl-C while the two apps of a cause run', async () => {
  await using terminal = startTutor(STEP.words)
  await toItsEnd(terminal)
  await terminal.turn('e')
  terminal.press('enter')
  await terminal.waitFor(/Starting two apps/)
  terminal.press('ctrl-c')
  expect(await terminal.ended).toEqual({ exitCode: 130, cooked: true, cursorVisible: true })
})
