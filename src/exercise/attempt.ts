import path from 'node:path'
import type { Run } from '../lesson/run.ts'
import { createScratch } from '../lesson/scratch.ts'
import type { Fact } from '../observe/fact.ts'
import type { Output } from '../sandbox/output.ts'
import type { Observation } from '../observe/observation.ts'
import type { Problem } from '../sandbox/problem.ts'
import { SandboxEnded, startSandbox, type Sandbox, type SandboxHost } from '../sandbox/sandbox.ts'
import { openDoor, type Door } from './door.ts'
import type { Exchanges, SeenAttempt } from './exchanges.ts'
import { lentPackages } from './lent.ts'
import { startLimit } from './limit.ts'
import { beginObserving } from './observed.ts'
import type { Exercise } from './script.ts'
import { beginTime } from './time.ts'

/** A process of the learner's file. */
interface Running {
  readonly sandbox: Sandbox
  /** As it told; null as long as it has not. */
  pid(): number | null
  /** Once it listens. */
  readonly door?: Door
}

/** What became of a learner's file under the actions of an exercise. */
export interface Attempt {
  readonly run: Run
  readonly exchanges: readonly SeenAttempt[]
  /** Why it did not come to its end, or null. */
  readonly problem: Problem | null
  /** What its app did, seen from inside its process. */
  readonly observation: Observation
  readonly output: readonly Output[]
}

/** How long a learner's file may take. */
export interface Limits {
  /** The longest that its start may take, in milliseconds. All of it may take six times as long. */
  readonly startMs: number
  /** The longest that anything else may take, as the answer to a request, in milliseconds. */
  readonly stepMs: number
}

/** What learners get. */
export const LIMITS: Limits = { startMs: 10_000, stepMs: 10_000 }

/** How many times its start-up time all of it may take. */
const STEPS = 6

/**
 * Runs a learner's file and does to it what the exercise says. What the learner does wrong never throws.
 * @param loading the exercise; it may still be loaded while the process starts
 * @param interrupted ends everything early
 * @throws the reason of `interrupted`, or MachineFault where the machine lacks something
 */
export async function attempt(
  loading: Exercise | Promise<Exercise>,
  file: string,
  host: SandboxHost,
  interrupted: AbortSignal,
  { startMs, stepMs }: Limits = LIMITS,
): Promise<Attempt> {
  const scratch = createScratch()
  const output: Output[] = []
  const observed = beginObserving()
  let exchanges: Exchanges | undefined
  let running: readonly Running[] = []
  /** The one that has its turn. */
  let turn = 0
  const current = () => running[turn % running.length]

  const giveUp = (afterMs: number) => void current()?.sandbox.giveUp(afterMs, exchanges?.unanswered ?? null)
  const limit = startLimit(startMs, STEPS * startMs, giveUp)
  const start = (): Running => {
    interrupted.throwIfAborted()
    let pid: number | null = null
    const told = (fact: Fact) => {
      if (fact.fact === 'process') pid = fact.started.pid
      observed.told(fact)
    }
    const sandbox = startSandbox({ file, folder: scratch.folder, host, told })
    const one: Running = { sandbox, pid: () => pid }
    running = [...running, one]
    if (limit.over !== null) giveUp(limit.over)
    return one
  }
  const stop = async () => {
    const all = running
    running = []
    turn = 0
    for (const { door, sandbox } of all) {
      await door?.chain?.close()
      await sandbox.stop()
      output.push(sandbox.output())
    }
  }

  const interrupt = () => void Promise.all(running.map(({ sandbox }) => sandbox.stop()))
  interrupted.addEventListener('abort', interrupt)
  try {
    const first = start()
    const { actions, repeatable, variables: named, behind, twice } = await loading
    const moves = actions.some(({ kind }) => kind === 'clock')
    const time = beginTime(moves)
    const startedAt = time.now()
    const lent = lentPackages(host.packageRoot)
    if (moves || repeatable) observed.standStill()
    const variables = pick(host.variables, named)
    const listen = async ({ sandbox }: Running) => {
      const now = moves ? time.now() : repeatable ? startedAt : null
      await sandbox.ask({ ask: 'load', world: { now, repeatable }, lent, variables })
      return sandbox.ready
    }
    /** Waits until each listens. @param ports of all that run, in their order */
    const open = async (ports: readonly Promise<number>[]) => {
      const doors = await Promise.all(ports.map(async (port) => openDoor(await port, behind)))
      running = running.map((one, i) => ({ ...one, ...(doors[i] ? { door: doors[i] } : {}) }))
    }

    const ports = [first, ...(twice ? [start()] : [])].map(listen)
    // What goes wrong with it is told below.
    for (const port of ports) port.catch(() => {})
    // What is needed besides is loaded while the file is.
    const { beginExchanges } = await import('./exchanges.ts')
    // Whether an answer comes too late is decided here, so its client waits longer.
    const taken = (exchanges = beginExchanges(2 * stepMs, time.now, path.dirname(file)))
    let problem: Problem | null = null
    try {
      await open(ports)
      for (const action of actions) {
        interrupted.throwIfAborted()
        limit.step(action.kind === 'restart' ? startMs : stepMs)
        if (action.kind === 'send' || action.kind === 'overlap') {
          const { sandbox, door } = current() ?? {}
          if (!sandbox || !door) throw new Error('Nobody listens, and nothing says why.')
          if (action.kind === 'send') await taken.send(action, sandbox, door, observed)
          else await taken.follow(action, sandbox, door, observed)
          turn += 1
        } else if (action.kind === 'clock') {
          time.advance(action.milliseconds)
          await Promise.all(running.map(({ sandbox }) => sandbox.ask({ ask: 'clock', now: time.now() })))
        } else {
          await stop()
          await open([start(), ...(twice ? [start()] : [])].map(listen))
        }
      }
    } catch (error) {
      interrupted.throwIfAborted()
      if (!(error instanceof SandboxEnded)) throw error
      problem = error.problem
      if (problem.kind === 'unanswered' || problem.kind === 'slow') observed.gaveUp()
      const gone = running.find(({ sandbox }) => sandbox.isEnd(error))
      observed.ended(error.end, gone?.pid() ?? null)
    }
    await stop()
    return { run: taken.run, exchanges: taken.seen, problem, observation: observed.observation, output }
  } finally {
    limit.stop()
    interrupted.removeEventListener('abort', interrupt)
    await stop()
    scratch.remove()
  }
}

/** Those of these environment variables that are set. */
const pick = (variables: SandboxHost['variables'], names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = variables[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
