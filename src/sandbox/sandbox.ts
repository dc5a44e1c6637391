import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { guard } from './guard.ts'
import { nodeWords } from './node-words.ts'
import { collectOutput, type Output } from './output.ts'
import { problemOf, type Ending, type Problem } from './problem.ts'
import type { Caused, Order, Question, Word, World } from './protocol.ts'

/** What it takes to start a learner's file. */
export interface Start {
  /** An absolute path. */
  readonly file: string
  readonly world: World
  /** Its current folder. The process may write there, and beside the file. */
  readonly folder: string
  readonly lent: Order['lent']
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
  /** Resolves with the port as soon as the app listens. @throws SandboxEnded */
  readonly ready: Promise<number>
  /** Asks the process something. @throws SandboxEnded if it ends before it answers */
  ask(question: Question & { readonly ask: 'end' }): Promise<Caused>
  ask(question: Question): Promise<unknown>
  /** Ends it because it took too long. Where its code is busy, the problem says at which line. */
  giveUp(limitMs: number): Promise<void>
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

  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

/** Starts a learner's file. Never throws: what goes wrong comes out of `ready`. */
export function startSandbox({ file, world, folder, lent, host }: Start): Sandbox {
  const order: Order = { file, lent, world }
  const program = path.join(host.packageRoot, 'dist/src/sandbox/child/main.js')
  const rights = nodeWords(host.nodeFlags, { writes: [folder, path.dirname(file)] })
  const child = spawn(host.nodePath, [...rights, program, JSON.stringify(order)], {
    cwd: folder,
    env: { ...host.variables, NO_COLOR: '1', FORCE_COLOR: '0', NODE_COMPILE_CACHE: undefined },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that what it starts ends with it.
    detached: true,
  })
  const callOff = child.pid === undefined ? () => {} : guard(child.pid)
  const output = collectOutput()
  for (const stream of [child.stdout, child.stderr]) if (stream) output.read(stream)

  const waiting: { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }[] = []
  const ready = deferred<number>()
  // Whoever does not wait for it must not die of it.
  ready.promise.catch(() => {})
  const kill = () => {
    if (child.pid !== undefined) host.endGroup(child.pid)
  }
  let ending: Ending = { kind: 'silent' }
  let ended: SandboxEnded | undefined
  let interrupting = false

  child.on('message', (word: Word) => {
    switch (word.say) {
      case 'ready':
        ready.resolve(word.port)
        break
      case 'answer':
        waiting.shift()?.resolve(word.value)
        break
      case 'uncaught':
        ending = { kind: 'uncaught', thrown: word.thrown }
        break
      case 'exit':
        // What ended it is told by the exception, if there was one.
        if (ending.kind === 'silent') ending = { kind: 'exit', code: word.code, stack: word.stack }
        break
      case 'failed':
        ending = { kind: 'failed', thrown: word.thrown }
        kill()
        break
      case 'apps':
        ending = { kind: 'apps', apps: word.apps }
        kill()
    }
  })
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      callOff()
      kill()
      ended ??= new SandboxEnded(
        problemOf(ending, { file, source: read(file), output: output.seen().text, code: child.exitCode }),
      )
      ready.reject(ended)
      for (const { reject } of waiting.splice(0)) reject(ended)
      resolve()
    }
    child.on('close', end)
    child.on('error', end)
  })
  const stop = async () => {
    kill()
    await gone
  }
  return {
    ready: ready.promise,
    ask: (question: Question) =>
      new Promise<never>((resolve, reject) => {
        if (ended) return reject(ended)
        waiting.push({ resolve: resolve as (value: unknown) => void, reject })
        child.send(question, () => {})
      }),
    async giveUp(limitMs) {
      if (ended || interrupting) return gone
      interrupting = true
      ending = { kind: 'slow', limitMs }
      // With --trace-sigint it says where it is, and ends. What is busy outside of JavaScript does not hear it.
      child.kill('SIGINT')
      const impatience = setTimeout(() => kill(), 500)
      await gone
      clearTimeout(impatience)
    },
    async giveUpOn(request) {
      ending = { kind: 'unanswered', request }
      await stop()
    },
    stop,
    output: output.seen,
  }
}

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
