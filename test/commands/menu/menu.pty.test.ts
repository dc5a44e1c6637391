import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { syllabus } from '../../../lessons/index.ts'
import { openProgress } from '../../../src/progress/open.ts'
import { playTo, stepOf } from '../../support/learner.ts'
import { temporaryFolder } from '../../support/run.ts'
import { openTerminal, ROOT, startTutor } from '../../support/terminal.ts'

/** The ways of the menu below the lessons, by their numbers. */
const [EXERCISES, INSPECT, SURPRISES, QUIT] = [2, 3, 4, 5].map((place) => syllabus.length + place)

const NEVER_BEGUN = / ❯ +\d+ {2}Start with 1, /

describe.each([
  [80, 24],
  [40, 20],
])('at %i columns and %i rows', (columns, rows) => {
  const size = { columns, rows }

  test.concurrent('the menu fits', async () => {
    await using terminal = startTutor([], size)
    const page = await terminal.turn()
    expect(page).toMatch(NEVER_BEGUN)
    expect(terminal.tooWide()).toEqual([])
    expect(terminal.screen()).toBe(page)
  })

  test.concurrent('the menu of somebody who has done everything fits', async () => {
    const stateFolder = temporaryFolder()
    const store = openProgress(stateFolder, Date.now)
    for (const { slug } of syllabus) {
      store.record({ type: 'done', lesson: slug, right: 1, predictions: 1 })
      store.record({ type: 'tried', lesson: slug, passed: 1, checks: 1 })
    }
    await using terminal = startTutor([], { ...size, stateFolder })
    const page = await terminal.turn()
    expect(page).toMatch(/ ❯ +\d+ {2}Play 1, .*, again$/m)
    expect(page).toMatch(/^ +\d+ {2}Exercises, all solved$/m)
    expect(terminal.tooWide()).toEqual([])
    expect(terminal.screen()).toBe(page)
  })

  test.concurrent('arrow keys move the pointer, round the ends too', async () => {
    await using terminal = startTutor([], size)
    const before = await terminal.turn()
    expect(await terminal.turn('down')).toMatch(new RegExp(` ❯ +${EXERCISES} {2}Exercises$`, 'm'))
    expect(await terminal.turn('down')).toMatch(new RegExp(` ❯ +${INSPECT} {2}Inspect a cookie`))
    expect(await terminal.turn('down')).toMatch(new RegExp(` ❯ +${SURPRISES} {2}What surprised you`))
    expect(await terminal.turn('up', 'up', 'up')).toMatch(NEVER_BEGUN)
    expect(await terminal.turn('down', 'down', 'down', 'down', 'down')).toMatch(/ ❯ +1 /)
    expect(await terminal.turn('up', 'up', 'up', 'up', 'up')).toBe(before)
    await terminal.turn(...syllabus.map(() => 'up'))
    const lesson = await terminal.turn('enter')
    expect(lesson).toMatch(/^ 1 /m)
    expect(stepOf(lesson)).toMatch(/^step 1 of/)
  })

  test.concurrent('a number plays that lesson', async () => {
    await using terminal = startTutor([], size)
    await terminal.turn()
    const page = await terminal.turn('3')
    expect(page).toMatch(/^ 3 /m)
    expect(stepOf(page)).toMatch(/^step 1 of/)
  })
})

test.concurrent('every number that is shown works', async () => {
  await using terminal = startTutor()
  expect(await terminal.turn()).toMatch(new RegExp(`^ +${QUIT} {2}Quit$`, 'm'))
  terminal.press(...String(QUIT).split(''))
  expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
})

test.concurrent('one key leads to the first real exchange', async () => {
  await using terminal = startTutor([])
  await terminal.turn()
  const page = await terminal.turn('enter')
  expect(page).toMatch(/< HTTP\/1\.1 \d{3}/)
  expect(page).toContain('step 1 of')
})

test.concurrent('what was left in the middle goes on there', async () => {
  const stateFolder = temporaryFolder()
  let left: string
  {
    await using terminal = startTutor([], { stateFolder })
    const page = await playTo(terminal, (shown) => stepOf(shown).startsWith('step 3 '), await terminal.turn('1'))
    left = stepOf(page)
    terminal.press('q')
    expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
  }
  await using terminal = startTutor([], { stateFolder })
  expect(await terminal.turn()).toMatch(/ ❯ +\d+ {2}Continue with 1, .*, step 3/)
  const page = await terminal.turn('enter')
  expect(page).toMatch(/^ 1 /m)
  expect(stepOf(page)).toBe(left)
  // Earlier steps are still there to go back to.
  expect(stepOf(await terminal.turn('b'))).toMatch(/^step 2 /)
})

test.concurrent('an exercise can be done, and the menu comes back and knows of it', async () => {
  const stateFolder = temporaryFolder()
  openProgress(stateFolder, Date.now).record({ type: 'tried', lesson: 'session-options', passed: 1, checks: 1 })
  await using terminal = startTutor([], { stateFolder })
  expect(await terminal.turn()).toMatch(/^ +\d+ {2}Exercises, 1 of \d+ solved$/m)
  await terminal.turn('down')
  // The first that is not solved. It draws itself again when it has run.
  await terminal.turnTo(/^ 2 {2}/m, 'enter')
  expect(await terminal.turnTo(NEVER_BEGUN, 'b')).toMatch(/^ +\d+ {2}Exercises, 1 of \d+ solved$/m)
})

test.concurrent('exercises that cannot be written: it is told, and the menu comes back', async () => {
  const nowhere = ['/bin/sh', '-c', 'ln -s nowhere/at-all session-tutor-exercises; exec "$@"', 'sh']
  await using terminal = openTerminal([...nowhere, process.execPath, path.join(ROOT, 'bin/session-tutor.js')])
  await terminal.turn()
  await terminal.turn('down')
  terminal.press('enter')
  expect(await terminal.waitForBar(/enter back {2}q quit$/)).toMatch(
    /session-tutor-exercises cannot be written[^]*--dir/,
  )
  expect(await terminal.turn('enter')).toMatch(NEVER_BEGUN)
})

test.concurrent('a cookie can be taken apart, and the menu comes back', async () => {
  await using terminal = startTutor()
  await terminal.turn()
  await terminal.turn('down', 'down')
  terminal.press('enter')
  await terminal.waitFor(/cookie.*:/)
  terminal.press('connect.sid=s%3Aabc.def')
  terminal.press('enter')
  await terminal.waitFor(/Its secret.*:/)
  let page = await terminal.turn('enter')
  expect(page).toMatch(/^ connect\.sid = s%3Aabc\.def$/m)
  expect(page).not.toContain('Who reads it')
  page = await terminal.turn('a')
  expect(page).toContain('Who reads it')
  while (!page.includes('Quit')) page = await terminal.turn('enter')
  expect(page).toMatch(NEVER_BEGUN)
})

test.concurrent.each([
  ['q', 0],
  ['ctrl-c', 130],
])('%s leaves it', async (key, exitCode) => {
  await using terminal = startTutor()
  await terminal.turn()
  terminal.press(key)
  expect(await terminal.ended).toEqual({ exitCode, cooked: true, cursorVisible: true })
})

test.concurrent('the last of the ways quits', async () => {
  await using terminal = startTutor()
  await terminal.turn()
  expect(await terminal.turn('down', 'down', 'down', 'down')).toMatch(new RegExp(` ❯ +${QUIT} {2}Quit`))
  terminal.press('enter')
  expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
})
