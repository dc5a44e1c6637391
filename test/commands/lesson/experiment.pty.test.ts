import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { choicesOf, choose, chooseLast, isExchange, keyBar, playTo, stepOf } from '../../support/learner.ts'
import { temporaryFolder } from '../../support/run.ts'
import { startTutor, type OpenTerminal } from '../../support/terminal.ts'

/** The dialogue of `x`, at an exchange in the middle of a lesson. */
async function openDialogue(terminal: OpenTerminal) {
  // In a small window the heading and the key bar may be on two pages.
  let step = ''
  const lesson = await playTo(terminal, (page) => {
    step = stepOf(page) || step
    return isExchange(page) && !step.startsWith('step 1 ')
  })
  const dialogue = await terminal.turn('x')
  expect(dialogue).toContain('Break it')
  return { step, keys: keyBar(lesson), dialogue }
}

/** All parts of a diff, from its first page to its key bar. */
async function readDiff(terminal: OpenTerminal, first: string): Promise<string> {
  let page = first
  let diff = page
  while (keyBar(page).startsWith('enter more')) {
    expect(terminal.screen()).toContain(page.trim())
    page = await terminal.turn('enter')
    diff += page
  }
  expect(keyBar(page)).toMatch(
    /^enter back to the lesson x another option (a all differences )?c this run as a command q quit$/,
  )
  return diff
}

test.concurrent.each([
  [80, 24],
  [40, 20],
])('at %i columns and %i rows an option is changed, a claim falls, and the lesson goes on', async (columns, rows) => {
  const stateFolder = temporaryFolder()
  await using terminal = startTutor(['lesson', 'genid'], { columns, rows, stateFolder })
  const { step, keys, dialogue } = await openDialogue(terminal)
  expect(terminal.tooWide()).toEqual([])
  const changes = choicesOf(dialogue) - 1
  expect(changes).toBeGreaterThanOrEqual(1)

  let diff = ''
  for (let change = 1; change <= changes && !diff.includes('✗ no longer true'); change++) {
    if (change > 1) await terminal.turn('x')
    diff = await readDiff(terminal, await choose(terminal, change))
    expect(diff).toContain('You changed')
    expect(terminal.tooWide()).toEqual([])
  }
  expect(diff).toContain('✗ no longer true')

  const back = await terminal.turn('enter')
  expect(stepOf(back)).toBe(step)
  expect(keyBar(await playTo(terminal, isExchange, back))).toBe(keys)
  terminal.press('q')
  expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
  // What fell in front of the learner counts.
  await using progress = startTutor(['progress'], { stateFolder })
  await progress.ended
  expect(progress.screen()).toMatch(/broke [1-9]\d* of \d+ claims/)
})

test.concurrent('c shows the changed run as a command', async () => {
  await using terminal = startTutor(['lesson', 'genid'])
  await openDialogue(terminal)
  await readDiff(terminal, await choose(terminal, 1))
  expect(await terminal.turn('c')).toMatch(/^ {3}session-tutor lesson 3 --set \S+=/m)
})

test.concurrent('an option and a value can be typed', async () => {
  await using terminal = startTutor(['lesson', 'genid'])
  await openDialogue(terminal)
  // Enter alone leads back, from the value to the options and from there to the dialogue.
  await chooseLast(terminal)
  terminal.press('2')
  await terminal.waitFor('name =')
  const options = await terminal.turn('enter')
  expect(options).toContain('Which option?')
  expect(options).toMatch(/cookie\.maxAge +milliseconds: 5000/)
  expect(await terminal.turn('b')).toContain('Break it')
  const KILL_LINE = '\u0015'
  await chooseLast(terminal)
  terminal.press('5')
  await terminal.waitFor('resave =')
  terminal.press('maybe', 'enter')
  await terminal.waitFor('resave takes true or false. In quotes, as "maybe"')
  terminal.press(KILL_LINE)
  expect(await terminal.turn('enter')).toContain('Which option?')
  terminal.press('2')
  await terminal.waitFor('name =')
  terminal.press('{"toString":1}', 'enter')
  await terminal.waitFor('Give a')
  terminal.press(KILL_LINE, 'sid', 'enter')
  const diff = await readDiff(terminal, await terminal.turn())
  expect(diff).toMatch(/You changed +name .*sid$/m)
})

test.concurrent.each([
  [80, 24],
  [40, 20],
])(
  'at %i columns and %i rows a change that makes a claim false is found, and then the page tells it',
  async (columns, rows) => {
    const stateFolder = temporaryFolder()
    await using terminal = startTutor(['lesson', 'genid'], { columns, rows, stateFolder })
    const page = await playTo(terminal, (shown) => keyBar(shown).includes('f break a claim'))
    expect(page).not.toContain('breaks when')
    const keys = keyBar(page)
    let dialogue = await terminal.turn('f')
    // Of several claims on the page, the first.
    if (dialogue.includes('Break a claim')) dialogue = await terminal.turn('enter')
    const words = (text: string) => text.replaceAll(/\s+/g, ' ')
    expect(words(dialogue)).toContain('Find the change that makes this false:')

    // The known change is one of them.
    let verdict = ''
    for (let change = 1; change < choicesOf(dialogue) && !verdict.includes('✔ broken'); change++) {
      if (change > 1) dialogue = await terminal.turn('f')
      let shown = await choose(terminal, change)
      verdict = shown
      while (keyBar(shown).startsWith('enter more')) {
        shown = await terminal.turn('enter')
        verdict += shown
      }
      expect(terminal.tooWide()).toEqual([])
      expect(keyBar(shown).includes('f another change')).toBe(!verdict.includes('✔ broken'))
    }
    expect(words(verdict)).toMatch(/✔ broken .* 1 of \d+ broken in this lesson\./)
    const back = await playTo(terminal, (shown) => keyBar(shown) === keys, await terminal.turn('enter'))
    expect(words(back)).toContain('breaks when')
    terminal.press('q')
    await terminal.ended
    expect(readFileSync(path.join(stateFolder, 'progress.jsonl'), 'utf8')).toContain('"type":"found"')
  },
)

test.concurrent('q quits from the list of options too', async () => {
  await using terminal = startTutor(['lesson', 'genid'])
  await openDialogue(terminal)
  expect(await chooseLast(terminal)).toContain('q quit')
  terminal.press('q')
  expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
})

test.concurrent('b leads back without a change, q quits', async () => {
  await using terminal = startTutor(['lesson', 'genid'])
  const { step } = await openDialogue(terminal)
  const back = await terminal.turn('b')
  expect(stepOf(back)).toBe(step)
  await terminal.turn('x')
  terminal.press('q')
  expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
})
