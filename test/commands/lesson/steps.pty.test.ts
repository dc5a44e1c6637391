import { expect, test } from 'vitest'
import { findPlace } from '../../../src/course/find.ts'
import { goOn, keyBar, playTo, stepOf } from '../../support/learner.ts'
import { startTutor } from '../../support/terminal.ts'

const { steps: LAST } = await findPlace('2', 'lesson')
const at = (step: number): string => `step ${step} of ${LAST}`
const hasSteps = (page: string): boolean => keyBar(page).includes('g steps')

test.concurrent.each([
  [80, 24],
  [40, 20],
])('the list of steps, at %i columns and %i rows', async (columns, rows) => {
  await using terminal = startTutor(['lesson', '2'], { columns, rows })
  const first = await terminal.turn()
  expect(keyBar(first)).toContain('g steps')
  await playTo(terminal, hasSteps, await goOn(terminal, first))
  const list = await terminal.turn('g')
  expect(list.replaceAll(/\s+/g, ' ')).toContain(`${LAST} steps`)
  expect(terminal.tooWide()).toEqual([])
  expect(terminal.screen()).toContain(list)
  expect(stepOf(await terminal.turn('5'))).toBe(at(5))
  // In a low window a page may come in parts.
  await playTo(terminal, hasSteps, terminal.page())
  await terminal.turn('g')
  await terminal.turn('up')
  expect(stepOf(await terminal.turn('enter'))).toBe(at(4))
  await playTo(terminal, hasSteps, terminal.page())
  const here = stepOf(terminal.page())
  await terminal.turn('g')
  expect(stepOf(await terminal.turn('b'))).toBe(here)
})

test.concurrent('a lesson begins where it is asked to', async () => {
  await using terminal = startTutor(['lesson', '2.4'])
  expect(stepOf(await terminal.turn())).toBe(at(4))
  expect(stepOf(await terminal.turn('b'))).toBe(at(3))
})
