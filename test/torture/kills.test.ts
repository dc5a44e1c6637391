import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { openProgress } from '../../src/progress/open.ts'
import { readJournal } from '../../src/progress/journal.ts'
import { readPart } from '../support/exercises.ts'
import { isAlive, startMortal } from '../support/mortal.ts'
import { temporaryFolder } from '../support/run.ts'
import { tutorCommand } from '../support/terminal.ts'

// The whole number of kills takes minutes; `npm run test:torture` makes them all.
const KILLS = process.env['TORTURE'] ? 200 : 12
/** A terminal takes five times as long as a command that ends by itself. */
const IN_TERMINALS = process.env['TORTURE'] ? KILLS : 6
const PATIENCE = { timeout: 60_000 }

const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGHUP', 'SIGINT'] as const
const random = (below: number): number => Math.floor(Math.random() * below)
const anyOf = <T>(things: readonly T[]): T => {
  const thing = things[random(things.length)]
  if (thing === undefined) throw new RangeError('There is nothing to choose from.')
  return thing
}

/** What stands in a journal, in order. */
const entriesIn = (stateFolder: string) => readJournal(path.join(stateFolder, 'progress.jsonl')).entries

/** Every file below a folder. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())

/** Everything that a terminal program was doing when it was killed has left the folders in order. */
function expectInOrder(stateFolder: string, before: readonly unknown[]): void {
  expect(filesIn(stateFolder).filter((file) => statSync(file).size === 0)).toEqual([])
  expect(entriesIn(stateFolder).slice(0, before.length)).toEqual(before)
  // What is recorded next is not swallowed by what was torn.
  expect(openProgress(stateFolder, Date.now).record({ type: 'broke', lesson: 'genid', claim: 'next' })).toBe(true)
  expect(entriesIn(stateFolder).at(-1)).toMatchObject({ claim: 'next' })
}

/** A folder with progress in it. */
function stateWithProgress(): string {
  const folder = temporaryFolder()
  openProgress(folder, Date.now).record({ type: 'done', lesson: 'genid', right: 1, predictions: 1 })
  return folder
}

/** A terminal in which a program is killed after so many bytes of output: a random moment that lies inside on any machine. */
async function killInTerminal(words: readonly string[], stateFolder: string, bytes: number, keys: readonly string[]) {
  const name = anyOf(SIGNALS)
  await using terminal = startMortal(words, { stateFolder })
  let pressed = 0
  await vi.waitUntil(() => {
    if (terminal.isStarted() && (terminal.outcome() !== null || terminal.output().length >= bytes)) return true
    const key = keys[pressed % keys.length]
    if (key !== undefined && /(quit|choose|more)$/.test(terminal.screen())) {
      terminal.press(key)
      pressed += 1
    }
    return false
  }, PATIENCE)
  const pid = terminal.pid()
  if (terminal.outcome() === null) terminal.signal(name)
  const ending = await terminal.ended
  expect(isAlive(pid)).toBe(false)
  // Of SIGKILL it dies, and nobody can put the terminal back; the others end it in good order, if it had not ended before.
  const { exitCode, ...left } = ending
  const sane = { cooked: true, cursorVisible: true }
  expect(exitCode === 'SIGKILL' ? sane : left).toEqual(sane)
  expect(exitCode).toBeOneOf(['SIGKILL', 130, 0])
  return exitCode
}

describe.runIf(process.platform === 'linux')(`up to ${KILLS} kills`, { timeout: 1_200_000 }, () => {
  test.concurrent('of a lesson', async () => {
    const outcomes: unknown[] = []
    for (let round = 0; round < IN_TERMINALS; round += 1) {
      const stateFolder = stateWithProgress()
      const before = entriesIn(stateFolder)
      outcomes.push(await killInTerminal(['lesson', '3'], stateFolder, random(12_000), ['enter', '1']))
      expectInOrder(stateFolder, before)
    }
    expect(outcomes.filter((outcome) => outcome === 130 || outcome === 'SIGKILL').length).toBeGreaterThan(
      IN_TERMINALS / 2,
    )
  })

  test.concurrent('of watch, while files run', async () => {
    const [entry] = syllabus
    if (!entry) throw new Error('There are no exercises.')
    const solution = readPart((await entry.exercise()).default, 'solution.js')
    const outcomes: unknown[] = []
    for (let round = 0; round < IN_TERMINALS; round += 1) {
      const stateFolder = stateWithProgress()
      const dir = temporaryFolder()
      writeFileSync(path.join(dir, '01-session-options.js'), anyOf([solution, 'for (;;) {\n}\n']))
      const before = entriesIn(stateFolder)
      const words = ['watch', '1', '--dir', dir]
      outcomes.push(await killInTerminal(words, stateFolder, random(4000), ['r', 'y', 'n', 'p', 'l', 'b']))
      await vi.waitFor(() => expect(processesWith(dir)).toEqual([]), PATIENCE)
      expectInOrder(stateFolder, before)
      expectWhole(dir)
    }
    expect(outcomes.filter((outcome) => outcome === 130 || outcome === 'SIGKILL').length).toBeGreaterThan(
      IN_TERMINALS / 2,
    )
  })

  test.concurrent('of exercise, with --reset too', async () => {
    const starters = await allParts('starter')
    for (let round = 0; round < KILLS; round += 1) {
      const [dir, stateFolder] = [temporaryFolder(), stateWithProgress()]
      const number = 1 + random(starters.length)
      const own = 'export const work = {\n}\n'
      const work = path.join(dir, starters[number - 1]?.name ?? '')
      const resets = random(2) === 0
      if (resets) writeFileSync(work, own)
      await killAtCall(['exercise', String(number), '--dir', dir, ...(resets ? ['--reset'] : [])], stateFolder, round)
      expectWhole(dir)
      // The learner's work is somewhere, under its name or beside it.
      const kept = filesIn(dir).filter((file) => readFileSync(file, 'utf8') === own)
      expect(kept.length > 0).toBe(resets)
    }
  })

  test.concurrent('of reset', async () => {
    for (let round = 0; round < KILLS; round += 1) {
      const stateFolder = stateWithProgress()
      const before = entriesIn(stateFolder)
      await killAtCall(['reset', '--yes'], stateFolder, round)
      const after = entriesIn(stateFolder).slice(before.length)
      expect([0, 1]).toContain(after.length)
      expectInOrder(stateFolder, before)
    }
  })
})

/** Reads the starters or solutions of all exercises, with the names of the learner's files. */
async function allParts(part: 'starter' | 'solution') {
  return Promise.all(
    syllabus.map(async (entry, i) => ({
      name: `${String(i + 1).padStart(2, '0')}-${entry.slug}.js`,
      text: readPart((await entry.exercise()).default, `${part}.js`),
    })),
  )
}

/** A learner's file, or what was one. Something else may be left beside it by a kill, as long as nobody takes it for one. */
const COUNTS = /^(package\.json|\d\d-[\w-]+(\.old(-\d+)?)?\.js)$/

/** No file in a learner's folder is empty or written in half: the last thing in each is a line break, after the last line. */
function expectWhole(dir: string): void {
  const texts = filesIn(dir)
    .filter((file) => COUNTS.test(path.basename(file)))
    .map((file) => [path.basename(file), readFileSync(file, 'utf8')] as const)
  expect(texts.filter(([, text]) => !/(\n\}|app\.listen\(3000\))\n$/.test(text))).toEqual([])
}

/**
 * Runs a command that ends by itself, and kills it at a call of the file system that writes: preloaded, it counts them. What it has
 * not written when it dies is what a kill from outside can take.
 * @param round another call in each
 */
async function killAtCall(words: readonly string[], stateFolder: string, round: number): Promise<void> {
  const preload = path.join(temporaryFolder(), 'kill.cjs')
  writeFileSync(preload, DIES)
  const [program = '', ...rest] = tutorCommand(words)
  const child = spawn(program, ['--require', preload, ...rest], {
    env: {
      ...process.env,
      SESSION_TUTOR_STATE_DIR: stateFolder,
      DIES_AT: String(round % CALLS),
      // The others come when everything is written.
      DIES_OF: random(4) > 0 ? 'SIGKILL' : anyOf(SIGNALS),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
    // Should it wait for something, it is not left behind.
    timeout: 60_000,
    killSignal: 'SIGKILL',
  })
  await new Promise((resolve) => child.on('close', resolve))
}

/** The commands make no more calls than this. */
const CALLS = 20

/** A write is two calls here, as it is for the kernel: the file is opened, and then written. */
const DIES = `
  const fs = require('node:fs')
  let calls = 0
  const call = () => {
    if (calls++ === Number(process.env.DIES_AT)) process.kill(process.pid, process.env.DIES_OF)
  }
  const { openSync, writeSync, closeSync, renameSync, mkdirSync, linkSync } = fs
  Object.assign(fs, {
    openSync(...words) { call(); const result = openSync(...words); call(); return result },
    writeSync(...words) { call(); return writeSync(...words) },
    closeSync(...words) { call(); return closeSync(...words) },
    renameSync(...words) { call(); const result = renameSync(...words); call(); return result },
    linkSync(...words) { call(); return linkSync(...words) },
    mkdirSync(...words) { call(); return mkdirSync(...words) },
    writeFileSync(file, text, options) {
      if (typeof file === 'number') { call(); writeSync(file, text); call(); return }
      const flag = (options && options.flag) || 'w'
      const descriptor = fs.openSync(file, flag, options && options.mode)
      fs.writeSync(descriptor, text)
      fs.closeSync(descriptor)
    },
  })
  require('node:module').syncBuiltinESMExports()
`

/** The processes that have a word on their command lines. */
function processesWith(word: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isAlive(Number(name)))
    .flatMap((pid) => {
      const line = read(`/proc/${pid}/cmdline`)
      return line.includes(word) ? [`${pid} ${line.replaceAll('\0', ' ')}`] : []
    })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // It ended just now.
    return ''
  }
}
