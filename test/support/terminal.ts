import { spawn, type IPty } from '@lydell/node-pty'
import { Terminal } from '@xterm/headless'
import { closeSync, constants, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** The top of the repository. */
export const ROOT = path.join(import.meta.dirname, '../..')

/** How long to wait for anything before failing with the screen in the message, in milliseconds. */
const PATIENCE = 60_000

const KEYS: Readonly<Record<string, string>> = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  'ctrl-c': '\u0003',
  'ctrl-d': '\u0004',
  'ctrl-\\': '\u001c',
  'ctrl-z': '\u001a',
}

/** What a terminal is like before the program starts. */
export interface TerminalSetup {
  readonly columns?: number
  readonly rows?: number
  /** Environment variables on top of the usual ones; undefined takes one away. */
  readonly variables?: Readonly<Record<string, string | undefined>>
  /** Where progress is kept. Left out: a folder that is gone with the terminal. */
  readonly stateFolder?: string
  /** The shell of the terminal goes on when the window is closed, so that nobody tells the program. */
  readonly outlivesWindow?: boolean
}

/** What the program left behind. */
export interface Ending {
  /** The name of the signal, if somebody watched that it did not exit but died of one. A shell says 130 for both. */
  readonly exitCode: number | string
  /** The terminal reads whole lines and shows what is typed; every setting is as it was before. */
  readonly cooked: boolean
  readonly cursorVisible: boolean
}

/** A pseudo-terminal with a program in it, and what a person before it sees. */
export interface OpenTerminal extends AsyncDisposable {
  /** The lines on the screen now, without spaces at their ends and without empty lines below. */
  screen(): string
  /** What was written since the last key press, whether it fits the screen or not. */
  page(): string
  /** Lines of {@link page} that are wider than the terminal. */
  tooWide(): string[]
  /** Everything that was written so far, escape sequences and all. */
  output(): string
  /** Presses keys: `enter`, `up`, `down`, `ctrl-c` and its like, or what a key types. */
  press(...keys: readonly string[]): void
  /**
   * Presses keys one by one and waits each time for a new key bar. Without keys: for the first. Only for screens that nothing but a
   * key draws again: of `watch` it may be what was drawn before the key came. @returns the {@link page}
   */
  turn(...keys: readonly string[]): Promise<string>
  /** Presses a key and waits for a key bar, on a {@link page} that shows a text which only the key brings. */
  turnTo(text: string | RegExp, key: string): Promise<string>
  /** Waits for a key bar, on a {@link page} that shows a text: all of a screen that is drawn again by itself. */
  waitForBar(text: string | RegExp): Promise<string>
  /** Waits until the {@link page} shows a text. What stands below it may not be written yet. */
  waitFor(text: string | RegExp): Promise<string>
  resize(columns: number, rows: number): void
  /** Closes the window: whatever the program does to its terminal now fails. */
  hangUp(): void
  /** The screen with its colours. */
  readonly cells: Terminal
  /** Resolves when the program has ended. */
  readonly ended: Promise<Ending>
}

/** The Node.js that runs what is tested: TUTOR_NODE, or the one that runs the tests. */
export const NODE = process.env['TUTOR_NODE'] ?? process.execPath

/** The command line of the built program. @param words what is typed after `session-tutor` */
export function tutorCommand(words: readonly string[] = []): readonly string[] {
  if (!existsSync(path.join(ROOT, 'dist'))) throw new Error('This runs what was built. Run: npm run build')
  return [NODE, path.join(ROOT, 'bin/session-tutor.js'), ...words]
}

/** Starts the built program in a terminal. @param words what is typed after `session-tutor` */
export function startTutor(words: readonly string[] = [], setup: TerminalSetup = {}): OpenTerminal {
  return openTerminal(tutorCommand(words), setup)
}

/** What the shell writes below what the program wrote: a title of the window (ECMA-48, OSC), which no screen shows. */
const LAST_WORD = '\u001b]0;all was written\u0007'

// The shell outlives the program and notes how the terminal was left. It must not die of a Ctrl-C meant for the program. It ends when
// its last word was read: node-pty throws away what is not read 200 ms after the end, and on a busy machine that was half a lesson.
const THEN_LOOK = `
test -z "$OUTLIVES_WINDOW" || trap : HUP; trap : INT; mkfifo "$ALL_READ"; before=$(stty -g)
"$@"
code=$?
stty -a > "$TTY_AFTERWARDS"; test "$before" = "$(stty -g)" || echo changed >> "$TTY_AFTERWARDS"
printf '\\033]0;all was written\\007' && read line < "$ALL_READ"
exit $code`

/** Starts a program in a terminal. Disposing of the terminal kills it. */
export function openTerminal(command: readonly string[], setup: TerminalSetup = {}): OpenTerminal {
  const { columns = 80, rows = 24 } = setup
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-terminal-'))
  const ttyAfterwards = path.join(folder, 'tty')
  const allRead = path.join(folder, 'all-read')
  const cells = new Terminal({ cols: columns, rows, allowProposedApi: true })
  // Shows only what came since the last key press, and is so tall that nothing scrolls.
  const sincePress = new Terminal({ cols: columns, rows: 1000, allowProposedApi: true })
  const pty = spawn('/bin/sh', ['-c', THEN_LOOK, 'sh', ...command], {
    cols: columns,
    rows,
    cwd: folder,
    // Nothing is inherited: CI, NO_COLOR and their like would change what is tested.
    env: {
      PATH: process.env['PATH'],
      // A test of a real browser asks for one.
      SESSION_TUTOR_BROWSER: process.env['SESSION_TUTOR_BROWSER'],
      HOME: folder,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      SESSION_TUTOR_STATE_DIR: setup.stateFolder ?? path.join(folder, 'state'),
      TTY_AFTERWARDS: ttyAfterwards,
      ALL_READ: allRead,
      OUTLIVES_WINDOW: setup.outlivesWindow ? '1' : '',
      ...setup.variables,
    },
  })

  let output = ''
  let pressedAt = 0
  let running = true
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  let letGo: number | undefined
  pty.onData((data) => {
    sincePress.write(data, () =>
      cells.write(data, () => {
        output += data
        if (output.includes(LAST_WORD)) {
          output = output.replace(LAST_WORD, '')
          // Opened for both, a pipe with a name does not wait for its other end (fifo(7)).
          letGo = openSync(allRead, constants.O_RDWR)
          writeSync(letGo, '\n')
        }
        changed()
      }),
    )
  })
  const ended = new Promise<Ending>((resolve) => {
    pty.onExit(({ exitCode }) => {
      // What is written last is also shown last: both terminals have then shown everything.
      sincePress.write('', () =>
        cells.write('', () => {
          running = false
          const settings = existsSync(ttyAfterwards) ? readFileSync(ttyAfterwards, 'utf8').split(/[\s;]+/) : []
          const cooked =
            ['icanon', 'echo', 'isig', 'icrnl', 'opost'].every((setting) => settings.includes(setting)) &&
            !settings.includes('changed')
          const cursorVisible = output.lastIndexOf('\u001b[?25h') >= output.lastIndexOf('\u001b[?25l')
          resolve({ exitCode, cooked, cursorVisible })
          changed()
        }),
      )
    })
  })

  /** The program waits for a key: the cursor stands behind a key bar that is new since the last key. */
  const waits = () => {
    const { active } = cells.buffer
    const line = active.getLine(active.baseY + active.cursorY)?.translateToString(true) ?? ''
    return /(quit|more|choose|back to the page|back to the menu)$/.test(line) && output.includes('\n', pressedAt)
  }

  const shows = (text: string | RegExp) =>
    typeof text === 'string' ? terminal.page().includes(text) : text.test(terminal.page())

  /** Resolves with the page as soon as a condition holds; looks after every write. */
  const when = (condition: () => boolean, awaited: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        listeners.delete(look)
      }
      const fail = (reason: string) => {
        stop()
        reject(new Error(`${reason}, waiting for ${awaited}. The screen:\n\n${terminal.screen()}\n`))
      }
      const timer = setTimeout(() => fail(`Nothing came in ${PATIENCE / 1000} seconds`), PATIENCE)
      const look = () => {
        if (condition()) {
          stop()
          resolve(terminal.page())
        } else if (!running) fail('The program ended')
      }
      listeners.add(look)
      look()
    })

  const terminal: OpenTerminal = {
    screen: () => linesOf(cells, cells.buffer.active.baseY).join('\n').trimEnd(),
    page: () => linesOf(sincePress, 0).join('\n').trimEnd(),
    tooWide: () => linesOf(sincePress, 0).filter((_, y) => sincePress.buffer.active.getLine(y + 1)?.isWrapped),
    output: () => output,
    press(...keys) {
      pressedAt = output.length
      sincePress.reset()
      for (const key of keys) pty.write(KEYS[key] ?? key)
    },
    async turn(...keys) {
      if (keys.length === 0) return when(waits, 'the first page')
      let page = ''
      for (const key of keys) {
        terminal.press(key)
        page = await when(waits, `what the key ${key} does`)
      }
      return page
    },
    turnTo(text, key) {
      terminal.press(key)
      return terminal.waitForBar(text)
    },
    waitForBar: (text) => when(() => waits() && shows(text), `a key bar below ${String(text)}`),
    waitFor: (text) => when(() => shows(text), String(text)),
    resize(newColumns, newRows) {
      cells.resize(newColumns, newRows)
      sincePress.resize(newColumns, sincePress.rows)
      pty.resize(newColumns, newRows)
    },
    hangUp() {
      // Closes our end of it, as a terminal emulator does when it ends (UnixTerminal.destroy; the types do not have it).
      ;(pty as IPty & { destroy(): void }).destroy()
    },
    cells,
    ended,
    async [Symbol.asyncDispose]() {
      if (running) kill(pty)
      await ended
      if (letGo !== undefined) closeSync(letGo)
      cells.dispose()
      sincePress.dispose()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return terminal
}

/** The shell leads a process group of its own, and the program is in it. Right after its start it is still alone. */
function kill(pty: IPty): void {
  try {
    process.kill(-pty.pid, 'SIGKILL')
  } catch {
    pty.kill('SIGKILL')
  }
}

function linesOf({ buffer: { active } }: Terminal, first: number): string[] {
  const lines: string[] = []
  for (let y = first; y < active.length; y++) lines.push(active.getLine(y)?.translateToString(true) ?? '')
  return lines
}
