import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isExchange, isPrediction, PLAIN_QUESTION, playTo } from '../support/learner.ts'
import { isAlive, startMortal } from '../support/mortal.ts'
import { temporaryFolder } from '../support/run.ts'
import type { OpenTerminal } from '../support/terminal.ts'

const PATIENCE = { timeout: 60_000 }

const PLACES: readonly (readonly [string, readonly string[], (terminal: OpenTerminal) => Promise<unknown>])[] = [
  ['in the menu', [], (terminal) => terminal.turn()],
  ['at a prediction', ['lesson', '3'], (terminal) => playTo(terminal, isPrediction)],
  [
    'while the lesson is played twice',
    ['lesson', '3'],
    async (terminal) => {
      await playTo(terminal, isExchange)
      await terminal.turn('x')
      terminal.press('2')
      await terminal.waitFor(/Playing the lesson.*twice/)
    },
  ],
  ['at the question of reset', ['reset'], (terminal) => terminal.waitFor('Forget the progress')],
  ['while watching', ['watch', '1'], (terminal) => terminal.waitFor(/watching[^]*failed/)],
  ['at a numbered question', ['lesson', '3', '--plain'], (terminal) => terminal.waitFor(PLAIN_QUESTION)],
  ['at the numbered menu', ['--plain'], (terminal) => terminal.waitFor(PLAIN_QUESTION)],
  ['while watching with words', ['watch', '1', '--plain'], (terminal) => terminal.waitFor(/failed[^]*Type a word/)],
]

// The program hears of a closed window by SIGHUP from a shell that ends with it. From one that does not, as under nohup, it hears
// nothing: its terminal fails, or is at its end.
const SHELLS = [
  ['the shell is gone, too', false],
  ['the shell goes on', true],
] as const

/** Starts it with its standard error in a file, where it can still be read when the window is closed. */
function startInWindow(words: readonly string[], outlivesWindow: boolean) {
  const errors = path.join(temporaryFolder(), 'errors')
  const terminal = startMortal(words, { outlivesWindow, errors })
  return {
    terminal,
    said: () => (existsSync(errors) ? readFileSync(errors, 'utf8') : ''),
    /** Closes the window, and waits for the end of the program. @returns what it ended with */
    async close() {
      const pid = terminal.pid()
      terminal.hangUp()
      await expect.poll(() => terminal.outcome(), PATIENCE).not.toBeNull()
      expect(isAlive(pid)).toBe(false)
      return terminal.outcome()
    },
  }
}

describe.each(SHELLS)('the window is closed, and %s', (_, outlivesWindow) => {
  test.each(PLACES)('%s: a quiet end', async (_place, words, reach) => {
    const { terminal: opened, said, close } = startInWindow(words, outlivesWindow)
    await using terminal = opened
    await reach(terminal)
    const outcome = await close()
    // With words, the end of the input may be seen first.
    expect(outcome).toBeOneOf(words.includes('--plain') ? [130, 0] : [130])
    expect(said()).toBe('')
  })

  test('where a paste is read: there is none, and a quiet end', async () => {
    const { terminal: opened, said, close } = startInWindow(['inspect', '--cookie', '-'], outlivesWindow)
    await using terminal = opened
    await expect.poll(said, PATIENCE).toContain('Ctrl-D')
    // The end of the input may be seen first, and SIGHUP come when Node.js has ended its handlers.
    expect(await close()).toBeOneOf([130, 2, 'SIGHUP'])
    expect(terminal.page()).toBe('')
    expect(said()).toMatch(/^Paste,.*\n(There is no cookie.*\nTry: .*\n)?$/)
  })
})
