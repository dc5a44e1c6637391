import { expect, test } from 'vitest'
import { goOn, keyBar, playTo, stepOf } from '../../support/learner.ts'
import { startTutor } from '../../support/terminal.ts'

const hasSteps = (page: string): boolean => keyBar(page).includes('g steps')

test.concurrent.each([
  [80, 24],
  [40, 20],
])('the list of steps, at %i columns and %i rows', async (columns, rows) => {
  await using terminal = startTutor(['lesson', '2'], { columns, rows })
  const first = await terminal.turn()
  expect(keyBar(first)).toContain('g steps')
  expect(stepOf(await goOn(terminal, first))).not.toBe('')
  const list = await terminal.turn('g')
  expect(list).toMatch(/13 steps$/m)
  expect(terminal.tooWide()).toEqual([])
  expect(terminal.screen()).toContain(list)
  // Numbers with two digits are typed in full.
  expect(await terminal.turn('1')).toMatch(/^ ❯  1 /m)
  expect(stepOf(await terminal.turn('1'))).toBe('step 11 of 13')
  // In a low window a page may come in parts.
  await playTo(terminal, hasSteps, terminal.page())
  await terminal.turn('g')
  await terminal.turn('up')
  expect(stepOf(await terminal.turn('enter'))).toBe('step 10 of 13')
  await playTo(terminal, hasSteps, terminal.page())
  await terminal.turn('g')
  expect(stepOf(await terminal.turn('b'))).toBe('step 10 of 13')
})

test.concurrent('a lesson begins where it is asked to', async () => {
  await using terminal = startTutor(['lesson', 'genid.4'])
  expect(stepOf(await terminal.turn())).toBe('step 4 of 11')
  expect(stepOf(await terminal.turn('b'))).toBe('step 3 of 11')
})
