import { closeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isatty } from 'node:tty'
import {
  canShowUnicode,
  colourLevel,
  isSet,
  programName,
  stateFolder,
  type ColourLevel,
  type Variables,
} from './environment-variables.ts'
import { Interrupted } from './errors.ts'

/** The process while an app runs in it (`self`), and what happens to it. Each `on...` returns the function that stops listening. */
export interface ProcessEvents {
  /** depd's deprecations. While somebody listens, depd prints nothing (depd `log`). */
  onDeprecation(listener: (deprecation: { namespace: string; message: string }) => void): () => void
  /** An exception that nobody caught. While somebody listens, it does not end the process. */
  onCrash(listener: (error: unknown) => void): () => void
  /** The process ends, perhaps in the middle of something. What the listener does must not wait for anything. */
  onExit(listener: () => void): () => void
  readonly self: NodeJS.Process
}

/** Everything the program knows about the outside. Tests pass their own. */
export interface Environment {
  /** What stands before the words of a command that a person is to type here: `session-tutor`, or `npx session-tutor`. */
  readonly program: string
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  /** A person sits at both ends: standard input and standard output are a terminal that can move its cursor. */
  readonly interactive: boolean
  /** Standard input is a terminal, whatever standard output is. */
  readonly stdinIsTerminal: boolean
  /** Standard error is a terminal, whatever standard output is. */
  readonly stderrIsTerminal: boolean
  readonly colour: ColourLevel
  /** The terminal shows more than ASCII. */
  readonly unicode: boolean
  /** ACCESSIBLE=1: numbered questions and no redraws, as with --plain. */
  readonly accessible: boolean
  /** Size in characters, read again each time because a window can be resized. */
  size(): { readonly columns: number; readonly rows: number }
  readonly variables: Variables
  /** Where progress is kept; the folder need not exist. Null where this person has no home folder, and names no other. */
  readonly stateFolder: string | null
  /** Milliseconds since 1970, never moved by a lesson. */
  now(): number
  /**
   * Aborted by Ctrl-C, SIGTERM and SIGHUP, when the terminal is closed, or when our output is not read or cannot be written.
   * Its reason is an `Interrupted`. A second of these signals does not wait until everything is closed: the process exits with
   * 130 at once, and so it does on SIGQUIT. The terminal is then as it was before, too.
   */
  readonly interrupted: AbortSignal
  /** Does what Ctrl-C does. At a prompt it is a key, and no signal comes. */
  interrupt(): void
  readonly events: ProcessEvents
  /** Shows an address of this machine in the browser that a person uses. @returns false where nothing here opens it */
  open(url: string): Promise<boolean>
  /** From now on the command goes on though nobody reads its output: its exit code is what counts. */
  finishUnread(): void
  /** Lets go of standard input, so that the process can end. */
  release(): void
  readonly platform: NodeJS.Platform
  readonly nodeVersion: string
  /** The Node.js program itself, to start a second process. */
  readonly nodePath: string
  /** Whether that program runs TypeScript by itself. */
  readonly runsTypeScript: boolean
  /** The options that it takes, as in `--permission`. */
  readonly nodeFlags: ReadonlySet<string>
  /** Sends a signal to every process of a group; a group that is gone is no error. */
  signalGroup(leader: number, name: NodeJS.Signals): void
  /** Sends a signal to one process; one that is gone is no error. */
  signalProcess(pid: number, name: NodeJS.Signals): void
  /**
   * From now on an interruption is waited for, however long that takes: somebody else is to end first. The second of its signals does not
   * end this process but asks for that; a third does.
   * @param insisted is called at the second
   */
  outlast(insisted: () => void): void
  /** The folder that relative paths start from. */
  readonly folder: string
}

/** The environment of this process. Installs the handlers for Ctrl-C, for a closed pipe and for a closed terminal. */
export function processEnvironment(): Environment {
  const { stdout, stderr } = process
  const stdinIsTerminal = isatty(0)
  // A copy: what a lesson sets in this process must not reach other programs.
  const env = { ...process.env }
  // In production express-session's MemoryStore warns at each start (index.js `warning`); a lesson shows that on purpose. A
  // learner's own file sees it, as it would without us.
  delete process.env['NODE_ENV']
  const controller = new AbortController()
  const interrupt = (signal?: NodeJS.Signals) => controller.abort(new Interrupted(130, signal))
  let insist: (() => void) | null = null
  controller.signal.addEventListener('abort', () => exitAtTheEnd(() => insist === null))
  let finishes = false
  endOnSignals(interrupt, () => {
    const ask = insist
    insist = () => process.exit(130)
    return ask
  })
  let isGone = false
  const endTerminal = () => {
    isGone = true
    interrupt()
  }
  leaveTerminalSane(process, () => isGone)
  if (stdinIsTerminal) endWithTerminal(process.stdin, endTerminal)
  // `session-tutor list | head -1` closes our output early. That is no error of anybody's.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The window was closed: nobody is there to be told.
      if (stream.isTTY) return endTerminal()
      // The second is what each later write meets.
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') tellAtTheEnd(error)
      if (!finishes) controller.abort(new Interrupted(0))
    })
  }
  const realNow = Date.now
  let progressFolder: string | null | undefined
  let stdinIsOpen = stdinIsTerminal
  return {
    program: programName(env, process.argv[1]),
    // Node.js opens it when it is asked for, and few commands ask.
    get stdin() {
      stdinIsOpen = true
      return process.stdin
    },
    stdout,
    stderr,
    interactive: stdinIsTerminal && stdout.isTTY && env['TERM'] !== 'dumb',
    stdinIsTerminal,
    stderrIsTerminal: stderr.isTTY,
    colour: colourLevel(env, stdout.isTTY),
    unicode: canShowUnicode(env, process.platform),
    accessible: isSet(env['ACCESSIBLE']),
    size: () => ({ columns: (stdout.columns ?? stderr.columns) || 80, rows: (stdout.rows ?? stderr.rows) || 24 }),
    variables: env,
    // Many commands need no home, and not everybody has one.
    get stateFolder() {
      return (progressFolder ??= stateFolder(env, process.platform, homeFolder()))
    },
    now: () => realNow(),
    interrupted: controller.signal,
    interrupt: () => interrupt(),
    events: {
      onDeprecation(listener) {
        process.on('deprecation' as 'warning', listener as unknown as (warning: Error) => void)
        return () => void process.off('deprecation', listener)
      },
      onCrash(listener) {
        process.on('uncaughtException', listener)
        process.on('unhandledRejection', listener)
        return () => {
          process.off('uncaughtException', listener)
          process.off('unhandledRejection', listener)
        }
      },
      onExit(listener) {
        process.on('exit', listener)
        return () => void process.off('exit', listener)
      },
      self: process,
    },
    open: async (url) => (await import('./open.ts')).open(url, process.platform),
    finishUnread: () => void (finishes = true),
    release() {
      if (!stdinIsOpen) return
      process.stdin.pause()
      process.stdin.unref?.()
    },
    platform: process.platform,
    nodeVersion: process.versions.node,
    nodePath: process.execPath,
    runsTypeScript: Boolean((process.features as { readonly typescript?: unknown }).typescript),
    // Node.js makes this list when it is asked for.
    get nodeFlags() {
      return process.allowedNodeEnvironmentFlags
    },
    signalGroup,
    signalProcess,
    outlast: (insisted) => void (insist = insisted),
    get folder() {
      return process.cwd()
    },
  }
}

/**
 * Ends the process in good order on the first signal, and at once on the second and on SIGQUIT. The listeners stay for good:
 * inquirer's signal-exit sends a signal again, for it to kill, when it sees no other listener (`index.js`, `listeners.length`).
 * @param insisted asked at the second: what to do in place of ending, or null
 */
function endOnSignals(interrupt: (signal: NodeJS.Signals) => void, insisted: () => (() => void) | null): void {
  const endAtOnce = () => process.exit(130)
  let second = false
  // The last is what a terminal sends that is closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (second) return (insisted() ?? endAtOnce)()
      second = true
      interrupt(signal)
    })
  }
  // What else ends a program by default when somebody sends it.
  for (const signal of ['SIGQUIT', 'SIGABRT', 'SIGALRM', 'SIGUSR2', 'SIGXCPU'] as const) process.on(signal, endAtOnce)
}

/** How long closing everything may take after an interruption, in milliseconds. */
const GRACE_MS = 5000

/**
 * Makes the process exit where it would end by itself, or when that takes too long. Node.js takes its handlers away before it ends,
 * and another signal would kill it then; when it exits they stay (`FreeEnvironment` and `Environment::Exit`).
 * @param isInHaste whether there is a limit
 */
function exitAtTheEnd(isInHaste: () => boolean): void {
  process.on('beforeExit', () => process.exit())
  if (isInHaste()) setTimeout(() => process.exit(), GRACE_MS).unref()
}

/** ECMA-48 and DEC: show the cursor. */
const SHOW_CURSOR = '\u001B[?25h'

/**
 * However the process exits, it does not leave a prompt's terminal behind: keys that are not shown, a cursor that is hidden.
 * @param isGone whether its window was closed, as far as that was noticed
 */
function leaveTerminalSane({ stdout }: NodeJS.Process, isGone: () => boolean): void {
  const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor))
  process.on('exit', () => {
    const stdin = terminals.includes(0) ? process.stdin : null
    if (stdin?.isRaw) {
      stdin.setRawMode(false)
      // Written before it returns, as always to a terminal (Node.js, "A note on process I/O").
      stdout.write(`\n${SHOW_CURSOR}`)
    }
    // Node.js puts each terminal back that it knows, and aborts where that fails for any reason but EPERM; it passes over what is
    // closed (`ResetStdio` in node.cc). Of a closed window nothing is left to put back. Linux lets a read fail before it hangs the terminal up
    // (`pty_close`): it may still be one now, and none a moment later.
    for (const descriptor of terminals) if (isGone() || !isatty(descriptor)) closeSync(descriptor)
  })
}

/**
 * Takes errors of a terminal for its end: when its window is closed, reading fails with EIO, and so does `setRawMode`. They do
 * not reach the listeners, because readline passes them on as errors of its own, which nobody hears, and the process would die.
 */
function endWithTerminal(stdin: NodeJS.ReadStream, interrupt: () => void): void {
  const emit = stdin.emit.bind(stdin) as (event: string | symbol, ...words: unknown[]) => boolean
  stdin.emit = (event: string | symbol, ...words: unknown[]) => {
    if (event !== 'error') return emit(event, ...words)
    interrupt()
    return true
  }
}

// On Windows there are no groups: the leader must do.
const signalGroup = (leader: number, name: NodeJS.Signals): void =>
  signalProcess(process.platform === 'win32' ? leader : -leader, name)

function signalProcess(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Output that cannot be written, as on a full disk, may be noticed only when the command is done: then it has not been right. */
function tellAtTheEnd({ code }: NodeJS.ErrnoException): void {
  process.once('exit', () => {
    process.stderr.write(`The output cannot be written (${code}).\nMake room on the disk, or write it elsewhere.\n`)
    process.exitCode = 2
  })
}

/** The home folder of this person: HOME (USERPROFILE on Windows), else what the system knows; null if neither names one. */
function homeFolder(): string | null {
  for (const ask of [() => os.homedir(), () => os.userInfo().homedir]) {
    try {
      const home = ask()
      // HOME may be set to nothing at all.
      if (path.isAbsolute(home)) return home
    } catch {
      // In a container there may be no entry for this user (uv_os_homedir, uv_os_get_passwd).
    }
  }
  return null
}
