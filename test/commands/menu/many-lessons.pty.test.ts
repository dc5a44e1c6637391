import { expect, test } from 'vitest'
import { programWithLessons } from '../../support/many-lessons.ts'
import { temporaryFolder } from '../../support/run.ts'
import { NODE, openTerminal } from '../../support/terminal.ts'

/** Rows of the terminal. */
const ROWS = 24

const openMenu = () => openTerminal([NODE, programWithLessons(1000, temporaryFolder())], { rows: ROWS })

test('with 1,000 lessons the menu fits, and q leaves it', async () => {
  await using terminal = openMenu()
  const page = await terminal.turn()
  expect(page).toMatch(/^ {3}1000 {2}Lesson number 1000 /m)
  expect(page).toMatch(/^ ❯ *1001 {2}Start with 1, Lesson number 1$/m)
  expect(terminal.tooWide()).toEqual([])
  expect(terminal.screen()).toBe(page)
  terminal.press('q')
  expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
})

test('arrow keys move the pointer through all of them, and what is selected is shown', async () => {
  await using terminal = openMenu()
  await terminal.turn()
  expect(await terminal.turn('up')).toMatch(/^ ❯ *1000 {2}Lesson/m)
  const above = await terminal.turn(...Array.from({ length: ROWS }, () => 'up'))
  expect(above).toMatch(new RegExp(`^ ❯ *${1000 - ROWS} {2}Lesson`, 'm'))
  expect(above).toMatch(/^ +\d+ more above$/m)
  expect(above).toMatch(/^ +\d+ more below$/m)
  expect(terminal.screen()).toBe(above)
})

test.each([
  ['enter plays it where more digits could follow', ['9', '9'], 'enter', 99],
  ['the last possible digit plays it', ['9', '9'], '9', 999],
])('a number is typed in full: %s', async (_, digits, last, number) => {
  await using terminal = openMenu()
  await terminal.turn()
  expect(await terminal.turn(...digits)).toMatch(new RegExp(`^ ❯ *${digits.join('')} {2}Lesson`, 'm'))
  terminal.press(last)
  await terminal.ended
  // There is no such file: so it was this lesson, and none was loaded before.
  expect(terminal.output()).toMatch(new RegExp(`Cannot find module '\\S+/lessons/${number}/lesson\\.js'`))
})
