import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { Words } from './words.ts'

/** How a command ended: by itself, by a signal, or without ever having begun. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: NodeJS.Signals }
  /** The system's code, as in `ENOENT`. */
  | { readonly kind: 'not-started'; readonly code: string }
  /** It is not ours, and goes on: the person does not listen to it any more. */
  | { readonly kind: 'left' }

/** A command that runs. */
export interface Running {
  readonly pid: number | undefined
  /** Its output, where it is not the terminal's; else null. */
  readonly output: { readonly stdout: Readable; readonly stderr: Readable } | null
  readonly ended: Promise<Ending>
  /** Sends a signal to it and to all that it started, as a terminal does. What is gone already is no error. */
  signal(name: NodeJS.Signals): void
  /** Writes a line to its standard input, where that is not the terminal's. */
  type(line: string): void
}

/** How a command is started. */
export interface Start {
  /** Its whole environment. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly folder: string
  /** `ours`: its three streams are those of this process. `aside`: the same, but what it prints goes to standard error. `apart`: it has its
   *  own, for somebody who owns the screen. */
  readonly streams: 'ours' | 'aside' | 'apart'
  /** It is the leader of a group, which the keyboard does not reach: signals come from us alone. */
  readonly isLeader: boolean
  /** Sends a signal to every process of a group. */
  signalGroup(leader: number, name: NodeJS.Signals): void
}

const STREAMS: Readonly<Record<Start['streams'], StdioOptions>> = {
  ours: 'inherit',
  aside: ['inherit', 2, 'inherit'],
  apart: 'pipe',
}

/** Starts a command. Never throws: what cannot be started has ended so. */
export function startCommand(
  { program, rest }: Words,
  { variables, folder, streams, isLeader, signalGroup }: Start,
): Running {
  const child = spawn(program, rest, {
    cwd: folder,
    env: variables,
    stdio: STREAMS[streams],
    detached: isLeader,
  })
  const { stdin, stdout, stderr } = child
  // It may close its input, or end, while a line is on its way.
  stdin?.on('error', () => {})
  return {
    pid: child.pid,
    output: stdout && stderr ? { stdout, stderr } : null,
    ended: endingOf(child),
    signal(name) {
      if (child.pid === undefined) return
      if (isLeader) signalGroup(child.pid, name)
      else child.kill(name)
    },
    type: (line) => void stdin?.write(`${line}\n`),
  }
}

const endingOf = (child: ChildProcess): Promise<Ending> =>
  new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) resolve({ kind: 'not-started', code: error.code ?? error.message })
    })
    child.on('exit', (code, signal) =>
      resolve(signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signalled', signal }),
    )
  })
