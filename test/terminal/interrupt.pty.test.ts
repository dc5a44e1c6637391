import { expect, test } from 'vitest'
import {
  choose,
  chooseLast,
  isEndCard,
  isExchange,
  isPrediction,
  keyBar,
  PLAIN_QUESTION,
  playTo,
  stepOf,
} from '../support/learner.ts'
import { temporaryFolder } from '../support/run.ts'
import { INTERRUPTED, startMortal } from '../support/mortal.ts'
import { startTutor, type OpenTerminal } from '../support/terminal.ts'

/** The last of the ways to change an option: naming it. */
async function nameAnOption(terminal: OpenTerminal): Promise<void> {
  await playTo(terminal, isExchange)
  await terminal.turn('x')
  expect(await chooseLast(terminal)).toContain('Which option?')
}

const PLACES: readonly (readonly [string, readonly string[], (terminal: OpenTerminal) => Promise<unknown>])[] = [
  ['in the menu', [], (terminal) => terminal.turn()],
  [
    'at the cookie to inspect',
    [],
    async (terminal) => {
      await terminal.turn()
      await terminal.turn('down', 'down')
      terminal.press('enter')
      await terminal.waitFor(/cookie.*:/)
    },
  ],
  [
    'at its secret',
    [],
    async (terminal) => {
      await terminal.turn()
      await terminal.turn('down', 'down')
      terminal.press('enter')
      await terminal.waitFor(/cookie.*:/)
      terminal.press('connect.sid=s%3Aabc.def', 'enter')
      await terminal.waitFor(/Its secret.*:/)
    },
  ],
  ['at a prediction', ['lesson', '3'], (terminal) => playTo(terminal, isPrediction)],
  [
    'at a prediction with a hint',
    ['lesson', '3'],
    async (terminal) => {
      await playTo(terminal, (page) => isPrediction(page) && keyBar(page).includes('h hint'))
      await terminal.turn('h')
    },
  ],
  ['at a key bar', ['lesson', '3'], (terminal) => playTo(terminal, isExchange)],
  [
    'where an option is chosen',
    ['lesson', '3'],
    async (terminal) => {
      await playTo(terminal, isExchange)
      await terminal.turn('x')
    },
  ],
  ['where an option is named', ['lesson', '3'], nameAnOption],
  [
    'where a value is typed',
    ['lesson', '3'],
    async (terminal) => {
      await nameAnOption(terminal)
      terminal.press('enter')
      await terminal.waitFor(' =')
    },
  ],
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
  [
    'at a diff',
    ['lesson', '3'],
    async (terminal) => {
      await playTo(terminal, isExchange)
      await terminal.turn('x')
      expect(await choose(terminal, 1)).toContain('You changed')
    },
  ],
  ['at the end card', ['lesson', '3'], (terminal) => playTo(terminal, isEndCard)],
  ['at the question of reset', ['reset'], (terminal) => terminal.waitFor('Forget the progress')],
  ['while watching', ['watch', '1'], (terminal) => terminal.waitFor(/watching[^]*failed/)],
  ['at a numbered question', ['lesson', '3', '--plain'], (terminal) => terminal.waitFor(PLAIN_QUESTION)],
  ['at the numbered menu', ['--plain'], (terminal) => terminal.waitFor(PLAIN_QUESTION)],
  ['while watching with words', ['watch', '1', '--plain'], (terminal) => terminal.waitFor(/failed[^]*Type a word/)],
  ['where a paste is read', ['inspect', '--cookie', '-'], (terminal) => terminal.waitFor('Ctrl-D')],
]

const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const

test.concurrent.each(PLACES)('Ctrl-C %s: 130, and the terminal is as it was', async (_, words, reach) => {
  await using terminal = startTutor(words)
  await reach(terminal)
  terminal.press('ctrl-c')
  expect(await terminal.ended).toEqual(INTERRUPTED)
  expect(terminal.page()).not.toMatch(/Error|bug|Exit/i)
})

// Another at each place, unless there is time for all.
const signalsAt = (place: number) => (process.env['TORTURE'] ? SIGNALS : SIGNALS.slice(place % 4, (place % 4) + 1))
const SIGNALLED = PLACES.flatMap(([where, words, reach], place) =>
  signalsAt(place).map((name) => [name, where, words, reach] as const),
)

test.concurrent.each(SIGNALLED)('%s %s: 130, and the terminal is as it was', async (name, _, words, reach) => {
  await using terminal = startMortal(words)
  await reach(terminal)
  const before = terminal.page()
  terminal.signal(name)
  expect(await terminal.ended).toEqual(INTERRUPTED)
  expect(terminal.page().slice(before.length)).not.toMatch(/Error|bug|Exit|More answers/i)
})

// Readline closes itself on the first, and would leave a question that hears nothing.
const KEYS = ['ctrl-d', 'ctrl-\\'] as const
const LISTENING = PLACES.filter(([, words]) => !words.includes('--plain') && words[0] !== 'inspect').filter(
  ([where]) => !where.startsWith('while the lesson'),
)
test.concurrent.each(
  LISTENING.flatMap(([where, words, reach], place) =>
    (process.env['TORTURE'] ? KEYS : KEYS.slice(place % 2, (place % 2) + 1)).map(
      (key) => [key, where, words, reach] as const,
    ),
  ),
)('the key %s %s is an interruption', async (key, _, words, reach) => {
  await using terminal = startTutor(words)
  await reach(terminal)
  terminal.press(key)
  expect(await terminal.ended).toEqual(INTERRUPTED)
})

test.concurrent('Ctrl-C keeps the progress', async () => {
  const stateFolder = temporaryFolder()
  let left: string
  {
    await using terminal = startTutor(['lesson', '3'], { stateFolder })
    left = stepOf(await playTo(terminal, (page) => stepOf(page).startsWith('step 3 ')))
    terminal.press('ctrl-c')
    await terminal.ended
  }
  await using terminal = startTutor(['lesson', '3'], { stateFolder })
  expect(stepOf(await terminal.turn())).toBe(left)
})
