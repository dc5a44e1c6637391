import { describe, expect, test } from 'vitest'
import { choose, goOnPlainly, isExchange, isPrediction, PLAIN_QUESTION, playTo } from '../support/learner.ts'
import { startTutor } from '../support/terminal.ts'

/** Escape sequences that set a colour or a style. */
const SGR = /\u001b\[[\d;]*m/

test.concurrent('colours where there are some', async () => {
  await using terminal = startTutor(['lesson', '3'])
  await playTo(terminal, isExchange)
  expect(terminal.output()).toMatch(SGR)
})

test.concurrent('NO_COLOR: none, in the menu, a lesson and an experiment', async () => {
  await using terminal = startTutor([], { variables: { NO_COLOR: '1' } })
  await terminal.turn()
  await playTo(terminal, isExchange, await terminal.turn('3'))
  await terminal.turn('x')
  expect(await choose(terminal, 1)).toContain('You changed')
  expect(terminal.output()).not.toMatch(SGR)
  expect(terminal.output()).toContain('❯')
})

test.concurrent('a locale without Unicode: ASCII only, in the menu, at a prediction and its verdict', async () => {
  await using terminal = startTutor([], { variables: { LC_ALL: 'C' } })
  expect(await terminal.turn()).toMatch(/^ > +\d+ {2}Start with 1, /m)
  const question = await playTo(terminal, (page) => / Predict /.test(page), await terminal.turn('3'))
  expect(question).toMatch(/^ {3}1 /m)
  expect(await terminal.turn('down')).toMatch(/^ > 1 /m)
  await playTo(terminal, (page) => /Right: |Not this time/.test(page), await terminal.turn('1'))
  // oxlint-disable-next-line no-control-regex
  expect(terminal.output()).toMatch(/^[\x00-\x7f]*$/)
})

describe('TERM=dumb', () => {
  const variables = { TERM: 'dumb' }

  test.concurrent('the menu is the list', async () => {
    await using terminal = startTutor([], { variables })
    expect(await terminal.ended).toMatchObject({ exitCode: 0 })
    expect(terminal.output()).toMatch(/^ {3}1 /m)
    expect(terminal.screen()).toContain('session-tutor exercise 1')
    expect(terminal.output()).not.toContain('\u001b')
  })

  test.concurrent('a lesson is a transcript', async () => {
    await using terminal = startTutor(['lesson', '3'], { variables })
    expect(await terminal.ended).toMatchObject({ exitCode: 0 })
    expect(terminal.page()).toContain('It came true: ')
    expect(terminal.page()).toMatch(/^ \d .* done$/m)
    expect(terminal.page()).toMatch(/^ Now you {4}.+\n {12}session-tutor exercise 3$/m)
    expect(terminal.output()).not.toContain('\u001b')
  })
})

describe.each([
  ['--plain', ['--plain'], {}],
  ['ACCESSIBLE=1', [], { ACCESSIBLE: '1' }],
])('%s', (_, flags, variables) => {
  test.concurrent('the menu asks for a number, the lesson too, and enter goes on', async () => {
    await using terminal = startTutor(flags, { variables })
    const menu = await terminal.waitFor(PLAIN_QUESTION)
    expect(menu).toMatch(/^ {3}1 /m)
    expect(menu).toContain('session-tutor exercise 1')
    terminal.press('3\r')
    expect(await terminal.waitFor(PLAIN_QUESTION)).toContain('step 1 of')
    expect(await goOnPlainly(terminal, /Type a number/)).toMatch(/^ {3}1 {2}/m)
    terminal.press('\r')
    expect(await terminal.waitFor(PLAIN_QUESTION)).toContain('not one of the answers')
    terminal.press('99\r')
    expect(await terminal.waitFor(PLAIN_QUESTION)).toContain('not one of the answers')
    terminal.press('1\r')
    await terminal.waitFor(PLAIN_QUESTION)
    // What decides it is sent first, and waited at.
    await goOnPlainly(terminal, /Right: |Not this time/)
    terminal.press('quit\r')
    expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
    // Nothing moves the cursor or erases.
    expect(terminal.output().replaceAll(/\u001b\[[\d;]*m/g, '')).not.toContain('\u001b')
  })

  test.concurrent('a lesson can be played to its end', async () => {
    await using terminal = startTutor(['lesson', '3', ...flags], { variables })
    const over = / done$/m
    while (!over.test(await terminal.waitFor(new RegExp(`${PLAIN_QUESTION.source}|${over.source}`, 'm')))) {
      terminal.press(terminal.page().includes('Type a number') ? '1\r' : '\r')
    }
    expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
    expect(terminal.page()).toMatch(/Predicted +\d+ of \d+/)
    expect(terminal.page()).toMatch(/^ Now you {4}.+\n {12}session-tutor exercise 3$/m)
  })
})

test.concurrent('a prediction is left in peace by keys that mean nothing', async () => {
  await using terminal = startTutor(['lesson', '3'])
  const page = await playTo(terminal, isPrediction)
  terminal.press('z', '\t', '\u001b[D', '9', '0')
  const down = await terminal.turn('down')
  expect(down).toMatch(/^ ❯ 1 /m)
  expect(down.split('\n')).toHaveLength(page.slice(page.indexOf(' Predict ')).split('\n').length)
})
