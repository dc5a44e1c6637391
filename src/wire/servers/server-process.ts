import { fork } from 'node:child_process'
import { ended as endedBySystem, machineFault, unstarted } from '../../faults.ts'
import type { Failure } from '../exchange.ts'
import type { Home } from '../home.ts'
import { bareVariables, type Variables } from '../variables.ts'
import type { Caused, Question, Told } from './messages.ts'

/** A server that is to have a process of its own. */
export interface ServerPlan {
  /** The program, as an absolute path. It gets the order as its first message. */
  readonly program: string
  readonly order: object
  /** Where its files lie. */
  readonly home: Home
}

/** What it takes of the machine. */
export interface ServerHost {
  readonly nodePath: string
  /** All environment variables of the person at the keyboard; a server sees few of them. */
  readonly variables: Variables
  /** The folder in which servers run. It is asked for when one starts. */
  folder(): string
  /** @see ProcessTaps */
  onExit(listener: () => void): () => void
}

/** How a server is ended: by a signal that it may hear (`kill`), or by one that it cannot (`kill -9`). */
export type Signal = 'SIGTERM' | 'SIGKILL'

/** How a server started. */
export interface ServerStart {
  readonly deprecations: readonly string[]
  readonly failure: Failure | null
  /** What its program says of it; null where it did not start. */
  readonly about: object | null
}

/** A server in a process of its own, which ends with this process however that ends: its channel is gone then. */
export interface ServerProcess {
  readonly pid: number
  /** On 127.0.0.1; 0 where it did not start. */
  readonly port: number
  readonly home: Home
  /** What it printed at its start, and why it did not start. */
  readonly started: ServerStart
  /** What nobody caught in it; null while nothing was. */
  crash(): string | null
  isGone(): boolean
  /** @returns what requests caused since this was asked last; null where it ends before it can tell */
  caused(): Promise<Caused | null>
  /** What waits in the app from now on waits until {@link release}. Resolves as soon as somebody does, or it is gone. */
  hold(): Promise<void>
  release(): void
  /**
   * Sends it a signal. Resolves when it is gone.
   * @returns whether it ended by that signal, or by itself: one that goes on for too long is killed
   */
  end(signal: Signal): Promise<{ readonly byItself: boolean }>
}

/** How long a server may take to start, and to end when it is asked to, in milliseconds. */
const LIMIT_MS = { start: 30_000, end: 10_000 }

/** Starts a server. Resolves when it listens, or when it is known why it does not. @throws MachineFault where the machine lets none start */
export async function startServer({ program, order, home }: ServerPlan, host: ServerHost): Promise<ServerProcess> {
  const child = fork(program, [], {
    execPath: host.nodePath,
    execArgv: [],
    cwd: host.folder(),
    env: { ...bareVariables(host.variables) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const kill = () => void child.kill('SIGKILL')
  const forget = host.onExit(kill)
  const isGone = () => child.exitCode !== null || child.signalCode !== null
  const waiting: { readonly tell: Told['tell']; hear(told: Told | null): void }[] = []
  let crash: string | null = null
  let printed = ''
  child.stderr?.on('data', (data: Buffer) => (printed = (printed + data.toString()).slice(-MOST_PRINTED)))
  child.on('message', (message) => {
    const told = message as Told
    if (told.tell === 'crashed') crash = told.message
    const wakes = told.tell === 'failed' ? 'ready' : told.tell
    const at = waiting.findIndex(({ tell }) => tell === wakes)
    if (at >= 0) waiting.splice(at, 1)[0]?.hear(told)
  })
  const gone = new Promise<Error | null>((resolve) => {
    child.once('error', resolve)
    child.once('close', () => resolve(null))
  })
  const over = () => {
    forget()
    for (const { hear } of waiting.splice(0)) hear(null)
  }
  child.once('error', over)
  child.once('close', over)
  // One that is ended while it is told something is no error.
  const tell = (message: object) => void child.send(message, () => {})
  const hear = <T extends Told>(what: T['tell']): Promise<T | null> =>
    new Promise((resolve) => {
      if (isGone()) return resolve(null)
      waiting.push({ tell: what, hear: (told) => resolve(told as T | null) })
    })
  const ask = (question: Question) => tell(question)

  const ready = hear<Extract<Told, { tell: 'ready' | 'failed' }>>('ready')
  let isLate = false
  const limit = setTimeout(() => {
    isLate = true
    kill()
  }, LIMIT_MS.start)
  if (child.pid !== undefined) tell(order)
  const first = await ready
  clearTimeout(limit)
  if (first === null) {
    const error = await gone
    const fault = machineFault(error)
    if (fault) throw fault
    if (isLate) throw unstarted(null)
    if (child.signalCode) throw printed === '' ? unstarted(child.signalCode) : endedBySystem(child.signalCode)
  }
  const message = crash ?? lastLine(printed) ?? 'its process ended'
  return {
    pid: child.pid ?? 0,
    port: first?.tell === 'ready' ? first.port : 0,
    home,
    started: {
      deprecations: first?.deprecations ?? [],
      about: first?.tell === 'ready' ? first.about : null,
      failure: first?.tell === 'ready' ? null : { kind: 'setup', message: first?.message ?? message },
    },
    crash: () => crash,
    isGone,
    async caused() {
      const told = hear<Caused>('caused')
      if (!isGone()) ask({ ask: 'caused' })
      return told
    },
    async hold() {
      const held = hear('held')
      ask({ ask: 'hold' })
      await held
    },
    release: () => ask({ ask: 'release' }),
    async end(signal) {
      let byItself = true
      const late = setTimeout(() => {
        byItself = false
        kill()
      }, LIMIT_MS.end)
      child.kill(signal)
      await gone
      clearTimeout(late)
      return { byItself }
    },
  }
}

/** The most of its last words that is kept, in characters. */
const MOST_PRINTED = 4000

const lastLine = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => /^\w*Error\b/.test(line))
