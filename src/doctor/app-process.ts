import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { ProcessEnd } from '../observe/observation.ts'
import { guard } from '../sandbox/guard.ts'
import type { Words } from '../trace/words.ts'

/** The program and the environment that apps are started with. */
export interface Host {
  readonly nodePath: string
  /** What an app gets of the environment, beside its own variables. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** The folder of what was built: the instrument is loaded from there. */
  readonly dist: string
  /** Sends a signal to every process of a group. If it is left out, an app is one process, and lives on where this one is killed. */
  signalGroup?(leader: number, name: NodeJS.Signals): void
}

/** A process of an app. */
export interface AppProcess {
  readonly pid: number
  isGone(): boolean
  /** How it ended, and the last that it printed; only once it is gone. */
  end(): ProcessEnd
  /** Ends it at once. Resolves when it is gone. */
  kill(): Promise<void>
}

/** The most of its output that is told, in characters, from the end. */
const LAST_OUTPUT = 4000

/** How an app is started. */
export interface AppStart {
  readonly words: Words
  /** In which it runs. */
  readonly folder: string
  /** Its whole environment. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly signalGroup: Host['signalGroup']
  /** What goes with it, if this process is killed. */
  readonly scratch: string
  /** Is called when it is gone. */
  ended(): void
}

/** Starts an app. Where signals can be sent to a group, it has one of its own, which dies with this process however that ends. */
export function startApp({ words, folder, variables, signalGroup, scratch, ended }: AppStart): AppProcess {
  const child: ChildProcess = spawn(words.program, words.rest, {
    cwd: folder,
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: signalGroup !== undefined,
  })
  const { pid } = child
  const callOff = signalGroup && pid !== undefined ? guard(pid, scratch, variables) : () => {}
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-LAST_OUTPUT)
    })
  child.on('close', ended)
  child.on('error', ended)
  const isGone = () => pid === undefined || child.exitCode !== null || child.signalCode !== null
  return {
    pid: pid ?? 0,
    isGone,
    end: () => ({ exitCode: child.exitCode, signal: child.signalCode, output }),
    async kill() {
      // What it started may have outlived it.
      if (pid !== undefined) signalGroup?.(pid, 'SIGKILL')
      callOff()
      if (isGone()) return
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}
