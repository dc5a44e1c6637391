import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from './run.ts'
import { openTerminal, tutorCommand, type OpenTerminal, type TerminalSetup } from './terminal.ts'

/**
 * Starts the words as a program, notes its process id, and then how it ended. Itself it outlives every signal, and is killed in the
 * end: Node.js puts a terminal back in order when it exits, which would hide what the program left.
 */
const REAPER = `
  const [file, errors, program, ...words] = process.argv.slice(1)
  const { openSync, renameSync, writeFileSync } = require('node:fs')
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(name, () => {})
  const child = require('node:child_process').spawn(program, words, {
    stdio: ['inherit', 'inherit', errors ? openSync(errors, 'w') : 'inherit'],
  })
  writeFileSync(file + '.new', String(child.pid))
  renameSync(file + '.new', file)
  child.on('exit', (code, signal) => {
    writeFileSync(file + '.end.new', JSON.stringify(signal ?? code))
    renameSync(file + '.end.new', file + '.end')
    process.kill(process.pid, 'SIGKILL')
  })
`

/** A terminal with a program in it that can be sent signals. */
export interface MortalTerminal extends OpenTerminal {
  /** Whether the program has been started, so that it has a process id. */
  isStarted(): boolean
  /** The process id of the program. @throws before it is started */
  pid(): number
  /** Sends the program a signal, and nobody else. */
  signal(name: NodeJS.Signals): void
  /** The exit code of the program, or the name of the signal that it died of; null so far. */
  outcome(): number | string | null
}

/** What such a terminal is like. `errors`: the file that standard error goes to. */
export type MortalSetup = TerminalSetup & { readonly errors?: string }

/** Starts the built program in a terminal, under somebody who says what it died of. @param words what is typed after `session-tutor` */
export const startMortal = (words: readonly string[], setup: MortalSetup = {}): MortalTerminal =>
  openMortal(tutorCommand(words), setup)

/** Starts a program in a terminal, under somebody who says what it died of. */
export function openMortal(command: readonly string[], setup: MortalSetup = {}): MortalTerminal {
  const file = path.join(temporaryFolder(), 'pid')
  const reaper = [process.execPath, '-e', REAPER, file, setup.errors ?? '']
  const terminal = openTerminal([...reaper, ...command], setup)
  const pid = () => Number(readFileSync(file, 'utf8'))
  const outcome = () =>
    existsSync(`${file}.end`) ? (JSON.parse(readFileSync(`${file}.end`, 'utf8')) as number | string) : null
  return {
    ...terminal,
    // Killed with its terminal, the program leaves no word.
    ended: terminal.ended.then((ending) => ({ ...ending, exitCode: outcome() ?? ending.exitCode })),
    isStarted: () => existsSync(file),
    pid,
    signal: (name) => void process.kill(pid(), name),
    outcome,
    [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose](),
  }
}

/** Whether a process is there and no zombie. */
export function isAlive(pid: number): boolean {
  const file = `/proc/${pid}/stat`
  return existsSync(file) && !/\) Z/.test(readFileSync(file, 'utf8'))
}

/** What ends a program that was interrupted. */
export const INTERRUPTED = { exitCode: 130, cooked: true, cursorVisible: true }
