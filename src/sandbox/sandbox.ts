import { spawn } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { ended as endedBySystem, lackOf, machineFault, unstarted, type MachineFault } from '../faults.ts'
import { guard } from './guard.ts'
import { nodeWords } from './node-words.ts'
import { collectOutput, type Output } from './output.ts'
import type { Ending, Problem } from './problem.ts'
import type { Caused, Order, Question, Word } from './protocol.ts'

/** What it takes to start a learner's file. */
export interface Start {
  /** An absolute path. */
  readonly file: string
  /** Its current folder. The process may write there, and beside the file. If this process dies, it is deleted. */
  readonly folder: string
  readonly host: SandboxHost
}

/** What it takes of the machine. */
export interface SandboxHost {
  readonly nodePath: string
  readonly nodeFlags: ReadonlySet<string>
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly packageRoot: string
  /** Ends every process of a group at once; a group that is gone is no error. */
  endGroup(leader: number): void
}

/** A learner's file that runs in a process of its own, with its app listening on loopback. */
export interface Sandbox {
  /** Resolves with the port as soon as the app listens. @throws SandboxEnded, or MachineFault where the machine lets it not run */
  readonly ready: Promise<number>
  /** Asks the process something. @throws SandboxEnded if it ends before it answers */
  ask(question: Question & { readonly ask: 'end' }): Promise<Caused>
  ask(question: Question): Promise<unknown>
  /**
   * Ends it because it took too long. Where its code is busy, the problem says at which line.
   * @param request what it has not answered, as in `GET /`
   */
  giveUp(limitMs: number, request?: string | null): Promise<void>
  /** Ends it because it never answers a request, as in `GET /`. */
  giveUpOn(request: string): Promise<void>
  /** Ends the process and everything that it started. Resolves when it is gone. */
  stop(): Promise<void>
  output(): Output
}

/** The process ended, and nobody had asked it to. */
export class SandboxEnded extends Error {
  override readonly name = 'SandboxEnded'
  readonly problem: Problem
  /** What the request under way had caused until then; null if there was none, or if the process could not say. */
  readonly caused: Caused | null

  constructor(problem: Problem, caused: Caused | null) {
    super(problem.message)
    this.problem = problem
    this.caused = caused
  }
}

/** The longest that a process which is not busy takes to say that it is alive, in milliseconds. */
const A_MOMENT_MS = 1000

/** Starts a learner's file. What goes wrong comes out of `ready`. */
export function startSandbox({ file, folder, host }: Start): Sandbox {
  const order: Order = { file, mark: `\0${Math.random()}\0` }
  const program = path.join(host.packageRoot, 'dist/src/sandbox/child/main.js')
  const rights = nodeWords(host.nodeFlags, { writes: withRealNames([folder, path.dirname(file)]) })
  const child = spawn(host.nodePath, [...rights, program, JSON.stringify(order)], {
    cwd: folder,
    env: { ...host.variables, ...CALM },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that what it starts ends with it.
    detached: true,
  })
  const callOff = child.pid === undefined ? () => {} : guard(child.pid, folder)
  let ending: Ending = { kind: 'silent' }
  let ended: SandboxEnded | MachineFault | undefined
  let hasSpoken = false
  let isReady = false
  let isStopped = false
  let interrupting = false
  let stuck: Extract<Word, { readonly say: 'stuck' }> | null = null
  let caused: Caused | null = null

  const output = collectOutput()
  if (child.stdout) output.read(child.stdout)
  if (child.stderr) {
    output.read(child.stderr, () => [order.mark, OUT_OF_MEMORY, ...(interrupting ? [INTERRUPTED] : [])])
  }

  const waiting: { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }[] = []
  const ready = deferred<number>()
  const alive = deferred<boolean>()
  // Whoever does not wait for it must not die of it.
  ready.promise.catch(() => {})
  const kill = () => {
    if (child.pid !== undefined) host.endGroup(child.pid)
  }

  child.on('message', (word: Word) => {
    hasSpoken = true
    switch (word.say) {
      case 'ready':
        isReady = true
        ready.resolve(word.port)
        break
      case 'answer':
        waiting.shift()?.resolve(word.value)
        break
      case 'alive':
        alive.resolve(true)
        break
      case 'caused':
        caused = word.caused
        break
      case 'uncaught':
        ending = { kind: 'uncaught', thrown: word.thrown }
        break
      case 'survived':
        if (ending.kind === 'uncaught') ending = { kind: 'silent' }
        break
      case 'exit':
        // What ended it is told by the exception, if there was one.
        if (ending.kind === 'silent' || ending.kind === 'closed') ending = { kind: 'exit', ...word }
        break
      case 'closed':
        if (ending.kind === 'silent') ending = { kind: 'closed', ...word }
        break
      case 'stuck':
        stuck = word
        break
      case 'failed':
        ending = { kind: 'failed', ...word }
        if (!word.parsing) kill()
        break
      case 'unsettled':
        ending = { kind: 'unsettled' }
        kill()
        break
      case 'apps':
        ending = { kind: 'apps', apps: word.apps }
        kill()
    }
  })
  const gone = new Promise<void>((resolve) => {
    const end = async (error?: Error) => {
      callOff()
      kill()
      const { exitCode: code, signalCode } = child
      const how = { signal: signalCode, code, hasSpoken, words: output.words() }
      const fault = machineFault(error) ?? faultOf(isStopped && ending.kind === 'silent' ? null : ending, how)
      ended ??= fault ?? new SandboxEnded(isStopped && ending.kind === 'silent' ? STOPPED : await problem(code), caused)
      ready.reject(ended)
      for (const { reject } of waiting.splice(0)) reject(ended)
      resolve()
    }
    child.on('close', () => void end())
    child.on('error', (error) => void end(error))
  })
  const problem = async (code: number | null) => {
    // Most files run well, and need nobody who explains their end.
    const { problemOf } = await import('./problem.ts')
    const words = output.words().replaceAll(order.mark, '')
    return problemOf(ending, { file, read, words, code, ready: isReady })
  }
  const stop = async () => {
    isStopped = true
    kill()
    await gone
  }
  return {
    ready: ready.promise,
    ask: (question: Question) =>
      new Promise<never>((resolve, reject) => {
        if (ended) return reject(ended)
        if (question.ask === 'begin') caused = null
        waiting.push({ resolve: resolve as (value: unknown) => void, reject })
        if (child.connected) child.send(question, () => {})
      }),
    async giveUp(limitMs, request = null) {
      if (ended || interrupting) return gone
      interrupting = true
      if (child.connected) child.send({ ask: 'alive' } satisfies Question, () => {})
      const busy = !(await Promise.race([alive.promise, gone.then(() => true), later(A_MOMENT_MS)]))
      if (ended) return
      ending = { kind: 'slow', limitMs, busy, request }
      // With --trace-sigint it says where it is, and ends. What is busy outside of JavaScript does not hear it.
      child.kill('SIGINT')
      await Promise.race([gone, later(A_MOMENT_MS)])
      await stop()
    },
    async giveUpOn(request) {
      ending = { kind: 'unanswered', request, handler: stuck }
      await stop()
    },
    stop,
    output: () => {
      const { text, left } = output.seen()
      return { text: text.replaceAll(OUR_FRAMES, ''), left }
    },
  }
}

/** The machine, and nothing in the learner's file, is what ended it; else null. @param hasSpoken its program was reached */
function faultOf(
  ending: Ending | null,
  how: {
    readonly signal: string | null
    readonly code: number | null
    readonly hasSpoken: boolean
    readonly words: string
  },
): MachineFault | null {
  switch (ending?.kind) {
    case 'failed':
    case 'uncaught':
      return lackOf(ending.thrown)
    case 'slow':
      return how.hasSpoken || how.words.includes(INTERRUPTED) ? null : unstarted(null)
    case 'silent':
      if (!how.hasSpoken) return unstarted(how.signal ?? `exit code ${how.code}`)
      // What it does to itself is told, and so is what we do.
      return how.signal === 'SIGKILL' ? endedBySystem(how.signal) : null
    default:
      return null
  }
}

/** Nobody waits for anything any more. */
const STOPPED: Problem = { kind: 'ended', message: 'It was stopped.', hint: 'Start it again.', line: null }

/** No colours, and nothing that the person at the terminal has in mind for other programs. */
const CALM = {
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  NODE_COMPILE_CACHE: undefined,
  // A debugger, above all.
  NODE_OPTIONS: undefined,
}

/** Lines in a stack that say where we called the learner's code. */
const OUR_FRAMES = /^ +at .*[\\/](?:dist[\\/]src[\\/]sandbox|node_modules[\\/]jiti)[\\/].*\n?/gm

/** How the last words of Node.js begin where we cannot put a mark before them. */
const OUT_OF_MEMORY = '\n<--- Last few GCs --->'
const INTERRUPTED = 'KEYBOARD_INTERRUPT: Script execution was interrupted'

/** Folders, each also under its real name: Node.js may ask for either. */
function withRealNames(folders: readonly string[]): readonly string[] {
  return [
    ...new Set(
      folders.flatMap((folder) => {
        try {
          return [folder, realpathSync(folder)]
        } catch {
          return [folder]
        }
      }),
    ),
  ]
}

const later = (milliseconds: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), milliseconds).unref()
  })

/** A promise that is settled from outside. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/** A file's text, or nothing if it is gone by now. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
