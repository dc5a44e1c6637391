import { describe, expect, test } from 'vitest'
import { startTutor } from '../../support/terminal.ts'

describe.each([
  [80, 24],
  [40, 20],
])('at %i columns and %i rows', (columns, rows) => {
  test.concurrent('from a surprise to a cause, its diff, and back', async () => {
    await using terminal = startTutor(['explain'], { columns, rows })
    const surprises = await terminal.turn()
    expect(surprises).toContain('What surprised you?')
    expect(surprises).toMatch(/❯ +1 +Every request gets a new session/)
    expect(terminal.screen()).toBe(surprises)
    const causes = await terminal.turn('down', 'enter')
    expect(causes).toContain('The browser has no session cookie')
    expect(causes).toMatch(/❯ +1 /)
    expect(causes.replaceAll(/\s+/g, ' ')).toContain('you have it if')
    expect(terminal.screen()).toBe(causes)
    expect(await terminal.turn('b')).toMatch(/❯ +2 +The browser has no/)
    expect(terminal.tooWide()).toEqual([])
    terminal.press('q')
    expect(await terminal.ended).toMatchObject({ exitCode: 0, cooked: true, cursorVisible: true })
  })
})

test.concurrent('words: a number shows the cause live, d the diff, l its lesson at its step', async () => {
  await using terminal = startTutor(['explain', 'cookie', 'not', 'set', 'with', 'secure', 'true'], { rows: 60 })
  const causes = await terminal.turn()
  const [, number] = /^[ ❯]+(\d) +The cookie is only for https, and this is http/m.exec(causes) ?? []
  expect(number).toBeDefined()
  const page = await terminal.turn(number ?? '1')
  expect(page).toContain('no Set-Cookie header')
  expect(page).toContain('✔ The fixed app does not.')
  expect(page).toContain('When this is right')
  expect(page).toMatch(/d diff +g lesson 7 +b back +q quit/)
  expect(await terminal.turn('d')).toContain("cookie: { secure: 'auto' }")
  const lesson = await terminal.turn('l')
  expect(lesson).toMatch(/^ 7 /m)
  expect(lesson).toContain('Deployed, behind https')
})

test.concurrent('--plain: numbers on lines of their own, and no key', async () => {
  await using terminal = startTutor(['explain', '--plain', 'logout'], {})
  await terminal.waitFor(/Type a number from 1 to \d, or quit:/)
  terminal.press('q', 'enter')
  expect(await terminal.ended).toMatchObject({ exitCode: 0 })
})

test.concurrent('the menu has it too, and going back leads there', async () => {
  await using terminal = startTutor()
  const menu = await terminal.turn()
  const [, number = ''] = /^ +(\d+) {2}What surprised you\?$/m.exec(menu) ?? []
  expect(await terminal.turn(...number.split(''))).toContain('What surprised you?')
  expect(await terminal.turn('b')).toContain('Inspect a cookie')
})
