import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { syllabus } from '../../../lessons/index.ts'
import { readPart } from '../../support/exercises.ts'
import { run, temporaryFolder } from '../../support/run.ts'
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
const DRAWN_ANEW = /\u001b\[2J[^]*quit/

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
  test('an exercise is solved by writing its file', async () => {
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

test('in a low window a hint is moved to where it is seen', async () => {
  const { terminal: opened } = startWatch({ columns: 40, rows: 20 })
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  for (const [i] of first.hints.entries()) {
    await terminal.turnTo(`hint ${i + 1} of ${first.hints.length}`, 'h')
  }
  await terminal.turnTo('down more', 'up')
  expect(await terminal.turnTo(/back up/, 'down')).toContain(`hint ${first.hints.length} of ${first.hints.length}`)
})

test('a hint comes when it is asked for, then the next', async () => {
  const { terminal: opened } = startWatch({ rows: 50 })
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  expect(terminal.screen()).not.toContain('hint 1')
  for (const [i] of first.hints.entries()) {
    await terminal.turnTo(`hint ${i + 1} of ${first.hints.length}`, 'h')
  }
  // There are no more, and the bar says so.
  expect(terminal.screen()).toContain('h hints again')
  await terminal.turnTo(`hint 1 of ${first.hints.length}`, 'h')
})

test('what fails is shown with its line and its exchange, and moved when it does not fit', async () => {
  const { terminal: opened } = startWatch({ rows: 18 })
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  let screen = terminal.screen()
  let seen = screen
  expect(screen).toMatch(/down more/)
  expect(screen).not.toMatch(/back up/)
  for (let i = 0; screen.includes('down more') && i < 60; i += 1) {
    await terminal.turnTo(/up back up/, 'down')
    screen = terminal.screen()
    seen += screen
  }
  expect(seen).toMatch(/Line \d+:/)
  expect(seen).toMatch(/look at/)
  expect(seen).toMatch(/store +not asked/)
  expect(screen).not.toMatch(/down more/)
})

describe('saving', () => {
  test('by renaming, as many editors do', async () => {
    const { terminal: opened, file } = startWatch()
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    writeFileSync(`${file}.tmp`, SOLUTION)
    renameSync(`${file}.tmp`, file)
    await terminal.waitForBar(/watching[^]*solved/)
    // The file is another one now, and is still watched.
    writeFileSync(`${file}.tmp`, STARTER)
    renameSync(`${file}.tmp`, file)
    expect(await terminal.waitForBar(/watching[^]*failed/)).not.toContain('solved')
  })

  test('ten times at once: the newest content is judged', async () => {
    const { terminal: opened, file } = startWatch()
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    for (let i = 0; i < 10; i += 1) writeFileSync(file, i === 9 ? SOLUTION : `${NEARLY}// ${i}\n`)
    await terminal.waitForBar(/watching[^]*solved/)
    for (let i = 0; i < 10; i += 1) writeFileSync(file, i === 9 ? NEARLY : `${SOLUTION}// ${i}\n`)
    await terminal.waitForBar(/watching[^]*failed/)
    expect(count(terminal.screen(), 'passed')).toBe(first.checks.length - 1)
  })

  test('while an endless loop runs: it is given up at once', async () => {
    const { terminal: opened, save } = startWatch()
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    await save('for (;;) {}\n', /running/)
    expect(await save(SOLUTION, /watching[^]*solved/)).not.toContain('failed')
  })

  test('deleting the file, and putting it back', async () => {
    const { terminal: opened, file, save } = startWatch()
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    rmSync(file)
    await terminal.waitFor(/any\s+more/)
    expect(await save(SOLUTION, /watching[^]*solved/)).not.toMatch(/any\s+more/)
  })

  test('a file that cannot be run says so, and the next save is judged', async () => {
    const { terminal: opened, save } = startWatch()
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    await save('const a = (\n', /never closed/)
    expect(terminal.screen()).toMatch(/not reached/)
    await save(SOLUTION, /watching[^]*solved/)
  })

  test('a file beside it counts as well', async () => {
    const { terminal: opened, dir, save } = startWatch()
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    await save("import './helper.js'\n", /helper\.js/)
    writeFileSync(path.join(dir, 'helper.js'), SOLUTION)
    expect(await terminal.waitForBar(/watching[^]*solved/)).not.toContain('helper.js')
  })
})

test('reset asks, keeps the file, and writes the starter', async () => {
  const { terminal: opened, dir, file, save } = startWatch()
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  await save(SOLUTION, /watching[^]*solved/)
  await terminal.turnTo(ASKS_TO_RESET, 'r')
  expect(readFileSync(file, 'utf8')).toBe(SOLUTION)
  await terminal.turnTo(/watching[^]*solved/, 'b')
  expect(readFileSync(file, 'utf8')).toBe(SOLUTION)
  await terminal.turnTo(ASKS_TO_RESET, 'r')
  terminal.press('y')
  await terminal.waitForBar(/watching[^]*failed/)
  expect(readFileSync(file, 'utf8')).toBe(STARTER)
  expect(readFileSync(path.join(dir, '01-session-options.old.js'), 'utf8')).toBe(SOLUTION)
  expect(terminal.screen().replaceAll(/\s+/g, ' ')).toMatch(/Your file is kept as \S+01-session-options\.old\.js\./)
  // Once it is worked on, there are other things to say.
  await save(SOLUTION, /watching[^]*solved/)
  expect(terminal.screen()).not.toContain('Your file is kept')
})

test('a file that cannot be reset ends it with two sentences, and the work stays where it is', async () => {
  const { terminal: opened, dir, file, save } = startWatch({ columns: 200 })
  await using terminal = opened
  await terminal.waitFor(/watching[^]*failed/)
  await save(NEARLY, /watching[^]*failed/)
  // Nobody can write here, the owner of everything included.
  mkdirSync(path.join(dir, '.01-session-options.js.tmp'))
  await terminal.turn('r')
  terminal.press('y')
  expect(await terminal.ended).toEqual({ exitCode: 2, cooked: true, cursorVisible: true })
  expect(terminal.page().replaceAll(/\s+/g, ' ')).toMatch(
    /\.01-session-options\.js\.tmp cannot be written, so nothing was changed: something else has that name \(EEXIST\)\. Move that away, or name another folder with --dir\.$/,
  )
  expect(readFileSync(file, 'utf8')).toBe(NEARLY)
  expect(readdirSync(dir).toSorted()).toEqual(['.01-session-options.js.tmp', '01-session-options.js', 'package.json'])
})

test('it begins with the first exercise that is not solved, or with the one that is named', async () => {
  const stateFolder = temporaryFolder()
  {
    const { terminal: opened, save } = startWatch({ stateFolder })
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    await save(SOLUTION, /watching[^]*solved/)
  }
  {
    const { terminal: opened, dir } = startWatch({ stateFolder })
    await using terminal = opened
    await terminal.waitForBar(/watching[^]*failed/)
    expect(readdirSync(dir)).toContain('02-cookie-max-age.js')
  }
  const { terminal: opened, dir } = startWatch({ stateFolder }, ['watch', 'genid', '--ts'])
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  expect(readdirSync(dir)).toContain('03-genid.ts')
})

test.each([
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

test('after ctrl-z and fg it is drawn anew and hears keys', async () => {
  const dir = temporaryFolder()
  const tutor = [...tutorCommand(), 'watch', '1', '--dir', dir]
  // A shell with jobs, as people have it: what stops comes back at once.
  await using terminal = openTerminal(['/bin/sh', '-c', 'set -m; "$@"; fg', 'sh', ...tutor])
  await terminal.waitForBar(/watching[^]*failed/)
  const before = terminal.output().length
  terminal.press('ctrl-z')
  await expect.poll(() => terminal.output().slice(before), { timeout: 20_000 }).toMatch(DRAWN_ANEW)
  terminal.press('h')
  await terminal.waitFor(/hint 1 of/)
  terminal.press('q')
  expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
})

test('--plain writes one result below the other, and takes words', async () => {
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

test('without more words --plain ends with the next result', async () => {
  const dir = temporaryFolder()
  const { code, stdout } = await run(['watch', '1', '--plain', '--dir', dir])
  expect(code).toBe(0)
  expect(stdout).toMatch(/failed[^]*Type a word[^]*0 of \d exercises solved/)
})

test('a terminal that cannot draw anew gets words', async () => {
  const { terminal: opened } = startWatch({ variables: { TERM: 'dumb' } }, ['watch', '1'])
  await using terminal = opened
  await terminal.waitFor(/failed[^]*Type a word/)
  terminal.press('quit', 'enter')
  expect(await terminal.ended).toMatchObject({ exitCode: 0 })
})

test('a window that changes its size is drawn anew, and nothing of before stays', async () => {
  const { terminal: opened } = startWatch()
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  for (const [columns, rows] of [
    [50, 20],
    [100, 30],
  ] as const) {
    const drawn = terminal.output().length
    terminal.resize(columns, rows)
    await expect.poll(() => terminal.output().slice(drawn), { timeout: 20_000 }).toMatch(DRAWN_ANEW)
    expect(terminal.screen().match(/watching/g)).toHaveLength(1)
    expect(terminal.screen().split('\n').length).toBeLessThan(rows)
  }
})

test('the folder may go and come back, the same one or another', async () => {
  const { terminal: opened, dir, file, save } = startWatch()
  await using terminal = opened
  await terminal.waitForBar(/watching[^]*failed/)
  renameSync(dir, `${dir}-away`)
  await terminal.waitFor(/Put it back/)
  renameSync(`${dir}-away`, dir)
  await terminal.waitForBar(/watching[^]*failed/)
  rmSync(dir, { recursive: true })
  await terminal.waitFor(/Put it back/)
  mkdirSync(dir)
  await save(SOLUTION, /watching[^]*solved/)
  writeFileSync(file, NEARLY)
  expect(await terminal.waitForBar(/watching[^]*failed/)).not.toContain('Put it back')
})

test('a folder that is made only later is no trouble', async () => {
  const dir = path.join(temporaryFolder(), 'a', 'b')
  mkdirSync(path.dirname(dir))
  await using terminal = startTutor(['watch', '1', '--dir', dir])
  await terminal.waitForBar(/watching[^]*failed/)
  expect(existsSync(path.join(dir, '01-session-options.js'))).toBe(true)
})
