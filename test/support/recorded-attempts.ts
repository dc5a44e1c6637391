import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Attempt } from '../../src/exercise/attempt.ts'
import { orderIn, seeAttempt, type SeenAttempt } from '../../src/exercise/exchanges.ts'
import type { Exercise } from '../../src/exercise/script.ts'
import { exchangesOf } from '../../src/lesson/parts.ts'
import { viewRun, type Run } from '../../src/lesson/run.ts'
import type { RequestPlan } from '../../src/wire/client.ts'

/*
 * What a learner's file did is kept, so that a changed sentence need not wait for the same runs again. Only the run is kept;
 * it is judged each time.
 */

/** An attempt, and the path of the file as it was when it ran: stacks name it. */
export interface Recorded {
  readonly attempt: Attempt
  readonly file: string
}

/** Everything that decides what a run comes to, apart from the requests that the exercise makes of earlier answers. */
export interface Causes {
  readonly source: string
  readonly name: string
  readonly exercise: Exercise
  /** What runs it: its sources, the versions of the packages and of Node.js, and the variables that it sees. */
  readonly machinery: unknown
}

/** Runs a file as an exercise says. */
export type Runner = (exercise: Exercise) => Promise<Recorded>

/** Decided by a clock: on a machine that is less busy it may come out otherwise. */
const HASTY: ReadonlySet<string | undefined> = new Set(['slow', 'loop'])

/** What is written down: plain data. */
interface Written {
  readonly file: string
  /** What was sent, in order. */
  readonly plans: readonly RequestPlan[]
  readonly exchanges: readonly SeenAttempt[]
  readonly problem: Attempt['problem']
  readonly observation: Attempt['observation']
  readonly output: Attempt['output']
}

/**
 * Where the run of these causes is kept: elsewhere if any of them is another. What a machinery ran lies in a folder of its own,
 * because all of it is of no use any more when that changes.
 */
export function placeOf({ source, name, exercise, machinery }: Causes): string {
  const { repeatable, variables } = exercise
  // A request that is made of earlier answers is compared when it is made.
  const actions = exercise.actions.map((action) =>
    action.kind === 'send' && typeof action.request === 'function' ? { ...action, request: 'made' } : action,
  )
  const run = digest({ source, name, repeatable, variables, actions })
  return path.join(digest(machinery), `${run}.json`)
}

/** A short name for plain data. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)

/**
 * What a file does under the actions of an exercise: as it was written down, if all that it depends on is the same; else it runs.
 * @param folder where runs are kept; null runs it in any case, and keeps nothing
 */
export async function recordedAttempt(causes: Causes, folder: string | null, run: Runner): Promise<Recorded> {
  if (folder === null) return run(causes.exercise)
  const place = path.join(folder, placeOf(causes))
  const known = read(place)
  if (known && sends(causes.exercise, known)) {
    const { exchanges, problem, observation, output, file } = known
    return { attempt: { run: viewOf(exchanges, causes.exercise), exchanges, problem, observation, output }, file }
  }
  const plans: RequestPlan[] = []
  const { attempt, file } = await run(noting(causes.exercise, plans))
  if (!HASTY.has(attempt.problem?.kind)) {
    const { exchanges, problem, observation, output } = attempt
    const written: Written = { file, plans, exchanges, problem, observation, output }
    writeWhole(place, JSON.stringify(written))
  }
  return { attempt, file }
}

/** Whether an exercise makes the same requests of these answers as were sent then. */
function sends({ actions }: Exercise, { exchanges, plans }: Written): boolean {
  const requests = actions.flatMap((action) => (action.kind === 'send' ? [action.request] : []))
  try {
    const now = requests
      .slice(0, plans.length)
      .map((request, i) => planned(request, viewOf(exchanges.slice(0, i), null)))
    return JSON.stringify(now) === JSON.stringify(plans)
  } catch {
    // One of them wants an answer that is not there.
    return false
  }
}

type Request = RequestPlan | ((run: Run) => RequestPlan)

const planned = (request: Request, run: Run): RequestPlan => (typeof request === 'function' ? request(run) : request)

/** @param exercise says which of them were under way together; null where nobody asks */
const viewOf = (exchanges: readonly SeenAttempt[], exercise: Exercise | null): Run =>
  viewRun({
    exchanges,
    orders: new Map(exercise?.actions.flatMap((action) => orderOf(action, exchanges))),
    starts: new Map(),
    launches: new Map(),
  })

const orderOf = (action: Exercise['actions'][number], exchanges: readonly SeenAttempt[]) => {
  if (action.kind !== 'overlap') return []
  const labels = exchangesOf(action)
  return [[action.label, orderIn(exchanges.filter(({ label }) => labels.includes(label)))] as const]
}

/** The same exercise, which writes down what it sends. */
const noting = (exercise: Exercise, plans: RequestPlan[]): Exercise => ({
  ...exercise,
  actions: exercise.actions.map((action) => {
    if (action.kind !== 'send') return action
    const request = (run: Run) => {
      const plan = planned(action.request, run)
      plans.push(plan)
      return plan
    }
    return { ...action, request }
  }),
})

function read(place: string): Written | null {
  try {
    const written = JSON.parse(readFileSync(place, 'utf8')) as Written
    const exchanges = written.exchanges.map((exchange) =>
      seeAttempt(exchange, exchange.cookieName, exchange.thrown, exchange.facts),
    )
    return { ...written, exchanges }
  } catch {
    return null
  }
}

/** Writes a run whole or not at all, even if others write the same. */
export function writeWhole(place: string, written: string): void {
  makeRoom(path.dirname(place))
  const draft = `${place}.${randomUUID()}`
  writeFileSync(draft, written)
  renameSync(draft, place)
}

/** How many machineries may have their runs kept, as when somebody goes to and fro between two branches. */
const MOST_FOLDERS = 3

function makeRoom(folder: string): void {
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  const all = readdirSync(path.dirname(folder)).map((name) => path.join(path.dirname(folder), name))
  const age = (one: string) => statSync(one, { throwIfNoEntry: false })?.mtimeMs ?? 0
  for (const old of all.toSorted((one, other) => age(other) - age(one)).slice(MOST_FOLDERS))
    rmSync(old, { recursive: true, force: true })
}
