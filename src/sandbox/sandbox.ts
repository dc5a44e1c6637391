import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { ended as endedBySystem, lackOf, machineFault, unstarted, type MachineFault } from '../faults.ts'
import { serverVariables, type Variables } from '../wire/variables.ts'
import type { Fact } from '../observe/fact.ts'
import type { ProcessEnd } from '../observe/observation.ts'
import { endingAfter, endOf, isLast } from './ending.ts'
import { guard } from './guard.ts'
import { nodeWords } from './node-flags.ts'
import { collectOutput, type Output } from './output.ts'
import type { Ending, Problem, Unanswered } from './problem.ts'
import { SECRET_BYTES, type Order, type Question, type Word } from './protocol.ts'
import { talkTo } from './talk.ts'

/** What it takes to start a learner's file. */
export interface Start {
  /** An absolute path. */
  readonly file: string
  /** Its current folder. The process may write there, and beside the file. If this process dies, it is deleted. */
  readonly folder: string
  readonly host: SandboxHost
  /** Hears what becomes known of what the app does. */
  told?(fact: Fact): void
}

/** What it takes of the machine. */
export interface SandboxHost {
  readonly nodePath: string
  readonly nodeFlags: ReadonlySet<string>
  /** All environment variables of the person at the keyboard; a learner's file sees few of them. */
  readonly variables: Variables
  readonly packageRoot: string
  /** Ends every process of a group at once; a group that is gone is no error. */
  signalGroup(leader: number, name: 'SIGKILL'): void
}

/** A learner's file that runs in a process of its own, with its app listening on loopback. */
export interface Sandbox {
  /** Resolves with the port as soon as the app listens. @throws SandboxEnded, or MachineFault where the machine lets it not run */
  readonly ready: Promise<number>
  /** Asks the process something. @throws SandboxEnded if it ends before it answers */
  ask(question: Question & { readonly ask: 'end' }): Promise<number | null>
  ask(question: Question): Promise<unknown>
  /**
   * Ends it because it took too long. Where its code is busy, the problem says at which line.
   * @param request what it has not answered, or null
   */
  giveUp(limitMs: number, request?: Unanswered | null): Promise<void>
  /** Ends it because it never answers a request, as in `GET /`. */
  giveUpOn(request: string): Promise<void>
  /** Ends it because its answer to a request, as in `GET /`, has no end. */
  cutOff(request: string): Promise<void>
  /** Ends the process and everything that it started. Resolves when it is gone. */
  stop(): Promise<void>
  output(): Output
  /** Whether it is this process whose end an error tells of. */
  isEnd(error: unknown): boolean
}

/** The process ended, and nobody had asked it to. */
export class SandboxEnded extends Error {
  override readonly name = 'SandboxEnded'
  readonly problem: Problem
  /** How it would have ended by itself; null where it was ended from here. */
  readonly end: ProcessEnd | null

  constructor(problem: Problem, end: ProcessEnd | null) {
    super(problem.message)
    this.problem = problem
    this.end = end
  }
}

/** The longest that a process which is not busy takes to say that it is alive, in milliseconds. */
const A_MOMENT_MS = 1000

/** Starts a learner's file. What goes wrong comes out of `ready`. */
export function startSandbox({ file, folder, host, told }: Start): Sandbox {
  const secret = randomBytes(SECRET_BYTES / 2).toString('hex')
  const order: Order = { file, mark: `\0${randomBytes(16).toString('base64url')}\0` }
  const program = path.join(host.packageRoot, 'dist/src/sandbox/child/main.js')
  const rights = nodeWords(host.nodeFlags, { writes: withRealNames([folder, path.dirname(file)]) })
  const env = { ...serverVariables(host.variables), ...CALM }
  const child = spawn(host.nodePath, [...rights, program], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that what it starts ends with it.
    detached: true,
  })
  const callOff = child.pid === undefined ? () => {} : guard(child.pid, folder, env)
  let ending: Ending = { kind: 'silent' }
  let ended: SandboxEnded | MachineFault | undefined
  let isReady = false
  let isStopped = false
  let isMute = false
  let interrupting = false
  let stuck: Extract<Word, { readonly say: 'stuck' }> | null = null

  const output = collectOutput()
  if (child.stdout) output.read(child.stdout)
  if (child.stderr) {
    output.read(child.stderr, () => [order.mark, OUT_OF_MEMORY, ...(interrupting ? [INTERRUPTED] : [])])
  }

  const ready = deferred<number>()
  const alive = deferred<boolean>()
  // A caller that does not wait for it must not die of it.
  ready.promise.catch(() => {})
  const kill = () => {
    if (child.pid !== undefined) host.signalGroup(child.pid, 'SIGKILL')
  }

  const talk = talkTo(child, secret, order, {
    word(word) {
      ending = endingAfter(ending, word)
      if (word.say === 'ready') {
        isReady = true
        ready.resolve(word.port)
      }
      if (word.say === 'alive') alive.resolve(true)
      if (word.say === 'stuck') stuck = word
      if (word.say === 'fact') told?.(word.fact)
      if (isLast(word)) kill()
    },
    noise(text) {
      if (ending.kind === 'silent') ending = { kind: 'noise', text }
      kill()
    },
    closed() {
      // A process that comes to its end closes its pipes too; this one may go on.
      setTimeout(() => {
        if (ended || child.exitCode !== null || child.signalCode !== null) return
        isMute = true
        kill()
      }, A_MOMENT_MS).unref()
    },
  })
  const gone = new Promise<void>((resolve) => {
    const end = async (error?: Error) => {
      callOff()
      kill()
      const { exitCode: code, signalCode } = child
      if (isMute && !isStopped && ending.kind === 'silent') ending = { kind: 'noise', text: null }
      const how = { signal: signalCode, code, hasSpoken: talk.hasSpoken(), words: output.words() }
      const fault = machineFault(error) ?? faultOf(isStopped && ending.kind === 'silent' ? null : ending, how)
      const why = isStopped && ending.kind === 'silent' ? STOPPED : await problem(code)
      const byItself = isStopped ? null : endOf(ending, code, signalCode, output.seen().text)
      ended ??= fault ?? new SandboxEnded(why, byItself)
      ready.reject(ended)
      talk.hangUp(ended)
      resolve()
    }
    child.on('close', () => void end())
    child.on('error', (error) => void end(error))
  })
  const problem = async (code: number | null) => {
    // Most files run well, and need nobody who explains their end.
    const { problemOf } = await import('./problems/problem-of.ts')
    const words = output.words().replaceAll(order.mark, '')
    return problemOf(ending, { file, read, words, code, ready: isReady })
  }
  const stop = async () => {
    isStopped = true
    kill()
    await gone
  }
  const isAlive = () => {
    talk.nudge()
    return Promise.race([alive.promise, gone.then(() => true), later(A_MOMENT_MS)])
  }
  return {
    ready: ready.promise,
    async ask(question: Question): Promise<never> {
      if (ended) throw ended
      return talk.ask(question) as Promise<never>
    },
    async giveUp(limitMs, request = null) {
      if (ended || interrupting) return gone
      interrupting = true
      const busy = !(await isAlive())
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
    async cutOff(request) {
      if (ended || interrupting) return gone
      interrupting = true
      // It tells what the request caused before it says that it is alive.
      await isAlive()
      if (ended) return
      ending = { kind: 'endless', request }
      await stop()
    },
    stop,
    isEnd: (error) => error === ended,
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
const OUR_FRAMES = /^ +at .*[\\/](?:dist[\\/]src[\\/](?:sandbox|observe)|node_modules[\\/]jiti)[\\/].*\n?/gm

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
