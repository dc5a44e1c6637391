import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { syllabus } from '../../../lessons/index.ts'
import { readPart } from '../../support/exercises.ts'
import { temporaryFolder } from '../../support/run.ts'
import { openTerminal, startTutor, tutorCommand, type TerminalSetup } from '../../support/terminal.ts'

const [first, second] = await Promise.all(syllabus.map(async ({ exercise }) => (await exercise()).default))
if (!first || !second) throw new Error('There are no exercises.')

const STARTER = readPart(first, 'starter.js')
const SOLUTION = readPart(first, 'solution.js')
/** A browser refuses its cookie, so one check fails. */
const NEARLY = SOLUTION.replace('resave: false', "resave: false, cookie: { domain: 'example.com' }")

/** Watches exercise 1 in a folder of its own. */
function startWatch(setup: TerminalSetup = {}, words: readonly string[] = ['watch']) {
  const dir = path.join(temporaryFolder(), 'work')
  const terminal = startTutor([...words, '--dir', dir], setup)
  const file = path.join(dir, '01-session-options.js')
  return {
    terminal,
    dir,
    file,
    /** Saves and waits until the newest content is judged. */
    async save(source: string, shows: string | RegExp) {
      writeFileSync(file, source)
      // Without redraws there is no bar.
      return words.includes('--plain') ? terminal.waitFor(shows) : terminal.waitForBar(shows)
    },
  }
}

/** The screen was erased (ECMA-48, ED), and then drawn to its end. */
const DRAWN_AGAIN = /\u001b\[2J[^]*quit/

/** A text, however its lines are broken. */
const inWords = (text: string): RegExp => new RegExp(text.replaceAll(/\s+/g, '\\s+'))

/** The key that does it, in the bar of nothing else. */
const ASKS_TO_RESET = /\by yes/

/** The marks of the checks on the screen, from the top. */
const marks = (screen: string): string[] =>
  [...screen.matchAll(/^ {3}. (passed|failed|not reached) /gm)].map(([, word]) => word ?? '')
const count = (screen: string, word: string): number => marks(screen).filter((mark) => mark === word).length

describe.each([
  [80, 24],
  [40, 20],
])('at %i columns and %i rows', (columns, rows) => {
  test.concurrent('an exercise is solved by writing its file', async () => {
    const { terminal: opened, file, save } = startWatch({ columns, rows })
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    expect(readFileSync(file, 'utf8')).toBe(STARTER)
    expect(terminal.tooWide()).toEqual([])
    expect(terminal.screen().split('\n').length).toBeLessThan(rows)

    await save(SOLUTION, /watching[^]*solved/)
    expect(count(terminal.screen(), 'passed')).toBeGreaterThan(0)
    expect(count(terminal.screen(), 'failed')).toBe(0)
    expect(terminal.tooWide()).toEqual([])
    // Only keys that do something: nothing is left to hint at.
    expect(terminal.screen()).not.toMatch(/\bh\s+\w*\s*hint/)
    expect(terminal.page().replaceAll(/\s+/g, ' ')).toMatch(/session-tutor solution 1 --dir \S/)
    // It stays there until the learner moves on.
    expect(terminal.screen()).toContain(first.title.split(' ')[0])

    await terminal.turnTo(inWords(second.title), 'n')
    await terminal.waitForBar(/watching[^]*failed/)
    await terminal.turnTo(/Exercises[^]*1 {2}[^]*solved/, 'l')
    terminal.press('q')
    expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
    const left = terminal.output().split(`1 of ${syllabus.length} exercises solved`)[1]
    // The command that goes on in this folder.
    expect(left).toMatch(/session-tutor watch --dir \S+/)
  })
})

test.concurrent('keys lead through exercises, hints, the list and the question before starting over', async () => {
  // So wide that no path is broken.
  const { terminal: opened, dir, save } = startWatch({ columns: 200 })
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  await terminal.turnTo(`hint 1 of ${first.hints.length}`, 'h')
  await terminal.turnTo(inWords(second.title), 'n')
  await terminal.turnTo(inWords(first.title), 'p')
  await terminal.turnTo(/Exercises[^]*1 {2}/, 'l')
  await terminal.turnTo(inWords(first.title), '1')
  await save(SOLUTION, /watching[^]*solved/)
  await terminal.turnTo(ASKS_TO_RESET, 'r')
  await terminal.turnTo(/watching[^]*solved/, 'b')
  await terminal.turnTo(ASKS_TO_RESET, 'r')
  terminal.press('y')
  await terminal.waitForBar(/watching[^]*failed/)
  expect(terminal.screen().replaceAll(/\s+/g, ' ')).toMatch(/Your file is kept as \S+01-session-options\.old\.js\./)
  expect(readFileSync(path.join(dir, '01-session-options.old.js'), 'utf8')).toBe(SOLUTION)
  // Something that cannot be written ends it, and is told below.
  mkdirSync(path.join(dir, '.01-session-options.js.tmp'))
  await save(NEARLY, /watching[^]*failed/)
  await terminal.turnTo(ASKS_TO_RESET, 'r')
  terminal.press('y')
  expect(await terminal.ended).toEqual({ exitCode: 2, cooked: true, cursorVisible: true })
  expect(terminal.page().replaceAll(/\s+/g, ' ')).toMatch(/cannot be written, so nothing was changed: .*--dir\.$/)
})

test.concurrent.each([
  ['q', 0],
  ['ctrl-c', 130],
])('%s leaves it, also while a file runs', async (key, exitCode) => {
  const { terminal: opened, dir, save } = startWatch()
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  await save('for (;;) {}\n', /running/)
  terminal.press(key)
  expect(await terminal.ended).toEqual({ exitCode, cooked: true, cursorVisible: true })
  expect(existsSync(path.join(dir, '01-session-options.js'))).toBe(true)
})

// Alone: where tests run side by side, what is polled for may be taken for another's.
test('after ctrl-z and fg it is drawn again and hears keys', async () => {
  const dir = temporaryFolder()
  const tutor = [...tutorCommand(), 'watch', '1', '--dir', dir]
  // A shell with jobs, as people have it: what stops comes back at once.
  await using terminal = openTerminal(['/bin/sh', '-c', 'set -m; "$@"; fg', 'sh', ...tutor])
  await terminal.waitForBar(/watching[^]*failed/)
  const before = terminal.output().length
  terminal.press('ctrl-z')
  await expect.poll(() => terminal.output().slice(before), { timeout: 20_000 }).toMatch(DRAWN_AGAIN)
  terminal.press('h')
  await terminal.waitFor(/hint 1 of/)
  terminal.press('q')
  expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
})

test.concurrent('--plain writes one result below the other, and takes words', async () => {
  const { terminal: opened, save } = startWatch({}, ['watch', '1', '--plain'])
  await using terminal = opened
  await terminal.waitFor(/failed[^]*Type a word/)
  terminal.press('hint', 'enter')
  const hinted = await terminal.waitFor(/Hint 1 of/)
  // Only what is new is said.
  expect(hinted).not.toContain('Type a word')
  terminal.press('hnit', 'enter')
  expect(await terminal.waitFor(/Type a word/)).toContain('"hnit" does nothing here.')
  await save(SOLUTION, /solved/)
  terminal.press('quit', 'enter')
  expect(await terminal.ended).toMatchObject({ exitCode: 0 })
  // Nothing was redrawn.
  expect(terminal.output()).not.toMatch(/\u001b\[\d*[AGJK]/)
})

test.concurrent('a terminal that cannot redraw gets words', async () => {
  const { terminal: opened } = startWatch({ variables: { TERM: 'dumb' } }, ['watch', '1'])
  await using terminal = opened
  await terminal.waitFor(/failed[^]*Type a word/)
  terminal.press('quit', 'enter')
  expect(await terminal.ended).toMatchObject({ exitCode: 0 })
})

// Alone: where tests run side by side, what is polled for may be taken for another's.
test('a window that changes its size is drawn again, and nothing of before stays', async () => {
  const { terminal: opened } = startWatch()
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  for (const [columns, rows] of [
    [50, 20],
    [100, 30],
  ] as const) {
    const before = terminal.output().length
    terminal.resize(columns, rows)
    // It may be drawn more than once, and be looked at in the middle of that.
    const seen = () => ({
      drawn: DRAWN_AGAIN.test(terminal.output().slice(before)),
      screens: terminal.screen().match(/watching/g)?.length,
      fits: terminal.screen().split('\n').length < rows,
    })
    await expect.poll(seen, { timeout: 20_000 }).toEqual({ drawn: true, screens: 1, fits: true })
  }
})

test.concurrent('the folder may go and come back', async () => {
  const { terminal: opened, dir, save } = startWatch()
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  renameSync(dir, `${dir}-away`)
  await terminal.waitFor(/Put it back/)
  renameSync(`${dir}-away`, dir)
  await terminal.waitForBar(/watching[^]*failed/)
  expect(await save(SOLUTION, /watching[^]*solved/)).not.toContain('Put it back')
})
