import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { places } from '../../src/course/find.ts'
import { chooseLast, isEndCard, isExchange, isPrediction, keyBar, playTo } from '../support/learner.ts'
import { startTutor, type OpenTerminal } from '../support/terminal.ts'

/** Every screen that has a key bar, and how a learner comes there. */
const SCREENS: readonly (readonly [string, readonly string[], (terminal: OpenTerminal) => Promise<unknown>])[] = [
  ['the menu', [], (terminal) => terminal.turn()],
  [
    'a cookie that was taken apart',
    [],
    async (terminal) => {
      await terminal.turn()
      await terminal.turn('down', 'down')
      terminal.press('enter')
      await terminal.waitFor(/cookie.*:/)
      terminal.press('connect.sid=abc', 'enter')
      await terminal.waitFor(/Its secret.*:/)
      await terminal.turn('enter')
    },
  ],
  ['a page', ['lesson', '3'], (terminal) => terminal.turn()],
  ['a question', ['lesson', '3'], (terminal) => playTo(terminal, isPrediction)],
  [
    'words that are explained',
    ['lesson', '3'],
    async (terminal) => {
      await playTo(terminal, isExchange)
      await terminal.turn('?')
    },
  ],
  [
    'all headers',
    ['lesson', '3'],
    async (terminal) => {
      await playTo(terminal, isExchange)
      await terminal.turn('a')
    },
  ],
  [
    'the steps',
    ['lesson', '3'],
    async (terminal) => {
      await terminal.turn()
      await terminal.turn('g')
    },
  ],
  [
    'what goes wrong at a step',
    ['lesson', '1.3'],
    async (terminal) => {
      await playTo(terminal, (page) => keyBar(page).includes('e mistakes'))
      await terminal.turn('e')
    },
  ],
  ['the changes to choose from', ['lesson', '3'], openDialogue],
  [
    'the options to choose from',
    ['lesson', '3'],
    async (terminal) => {
      await openDialogue(terminal)
      await chooseLast(terminal)
    },
  ],
  [
    'what a change did',
    ['lesson', '3'],
    async (terminal) => {
      await openDialogue(terminal)
      let page = await terminal.turn('enter')
      while (keyBar(page).startsWith('enter more')) page = await terminal.turn('enter')
      expect(keyBar(page)).toContain('x another option')
    },
  ],
  ['a claim to break', ['lesson', '3'], openGame],
  [
    'what came of a try',
    ['lesson', '3'],
    async (terminal) => {
      if ((await openGame(terminal)).includes('Break a claim')) await terminal.turn('enter')
      await terminal.turn('enter')
    },
  ],
  [
    'the end of a lesson',
    ['lesson', '3', '--step', String(places[2]?.steps)],
    async (terminal) => {
      await playTo(terminal, isEndCard)
    },
  ],
  ['an exercise', ['watch', '3'], (terminal) => terminal.waitForBar('start over')],
  [
    'the exercises',
    ['watch', '3'],
    async (terminal) => {
      await terminal.waitForBar('start over')
      await terminal.turnTo('open', 'l')
    },
  ],
  [
    'the question before an exercise starts over',
    ['watch', '3'],
    async (terminal) => {
      await terminal.waitForBar('start over')
      await terminal.turnTo('yes, start over', 'r')
    },
  ],
]

async function openDialogue(terminal: OpenTerminal): Promise<string> {
  await playTo(terminal, isExchange)
  return terminal.turn('x')
}

async function openGame(terminal: OpenTerminal): Promise<string> {
  await playTo(terminal, (page) => keyBar(page).includes('f break a claim'))
  return terminal.turn('f')
}

test.concurrent.each(SCREENS)('q quits, and the bar says so: %s', async (_, words, go) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-keys-'))
  try {
    await using terminal = startTutor(words[0] === 'watch' ? [...words, '--dir', folder] : words)
    await go(terminal)
    expect(keyBar(terminal.page())).toMatch(/q quit$/)
    terminal.press('q')
    expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
