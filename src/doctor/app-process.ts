import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { ProcessEnd } from '../observe/observation.ts'

/** The program and the environment that apps are started with. */
export interface Host {
  readonly nodePath: string
  /** What an app gets of the environment, beside its own variables. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** The folder of what was built: the instrument is loaded from there. */
  readonly dist: string
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

/**
 * Starts an app.
 * @param words for Node.js
 * @param ended is called when it is gone
 */
export function startApp(
  words: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string | undefined>>,
  nodePath: string,
  ended: () => void,
): AppProcess {
  const child: ChildProcess = spawn(nodePath, words, { cwd: folder, env: variables, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-LAST_OUTPUT)
    })
  child.on('close', ended)
  child.on('error', ended)
  const isGone = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  return {
    pid: child.pid ?? 0,
    isGone,
    end: () => ({ exitCode: child.exitCode, signal: child.signalCode, output }),
    async kill() {
      if (isGone()) return
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}
