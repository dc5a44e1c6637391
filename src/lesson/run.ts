import type { Failure } from '../wire/exchange.ts'
import type { Moment } from '../wire/moments.ts'
import type { ProgramResult } from '../wire/launch.ts'
import type { Deployed } from '../wire/servers/deploy.ts'
import { orderOf, type Order } from './order.ts'
import { LessonError, type Seen } from './seen.ts'
import type { Table } from './table.ts'

/** What came of each kind of part that can be asked about. */
interface Outcomes {
  readonly send: Seen
  readonly overlap: Order
  readonly table: Table
  readonly restart: Started
  readonly launch: ProgramResult
  readonly deploy: DeployOutcome
}

/** What came of requests while servers started again. */
export type DeployOutcome = Pick<Deployed, 'underway' | 'meanwhile'>

/** A part of a lesson as the key to what came of it: what `send()`, `together()`, `table()`, `restart()` and the like return. */
export interface Handle<K extends keyof Outcomes = keyof Outcomes> {
  readonly kind: K
  /** Unique in the lesson. */
  readonly label: string
}

/** The run so far, as conditions see it. */
export interface Run {
  readonly exchanges: readonly Seen[]
  /**
   * What came of a part: of a request the exchange, of requests under way together their order, of a server how it started, of a program what
   * it printed.
   * @throws LessonError if it has not happened yet
   */
  at<K extends keyof Outcomes>(part: Handle<K>): Outcomes[K]
  /** Every id that genid returned so far, in order. */
  readonly generated: readonly string[]
}

/** How a server started. */
export interface Started {
  readonly deprecations: readonly string[]
  readonly failure: Failure | null
  /** What this server signs with: its option `secret`, or the first one of a list. Undefined if that is no text. */
  readonly secret: string | undefined
  /** It started, and printed no deprecation. */
  readonly quiet: boolean
}

/** A start as it is recorded. */
export type StartRecord = Omit<Started, 'quiet'>

/** The lesson's first server, which no part of it starts. */
export const start: Handle<'restart'> = { kind: 'restart', label: 'start' }

/** The exchange that came last, whichever that is. */
export const last: Handle<'send'> = { kind: 'send', label: 'the last exchange' }

/** What the player has gathered. */
export interface RunRecord {
  readonly exchanges: readonly Seen[]
  /** None where nothing is under way together, as in exercises; and so below. */
  readonly orders?: ReadonlyMap<string, readonly Moment[]>
  readonly tables?: ReadonlyMap<string, Table>
  readonly starts: ReadonlyMap<string, StartRecord>
  readonly launches: ReadonlyMap<string, ProgramResult>
  readonly deploys?: ReadonlyMap<string, DeployOutcome>
}

/** A record of nothing so far, which grows. */
export const emptyRecord = () => ({
  exchanges: [] as Seen[],
  orders: new Map<string, readonly Moment[]>(),
  tables: new Map<string, Table>(),
  starts: new Map<string, StartRecord>(),
  launches: new Map<string, ProgramResult>(),
  deploys: new Map<string, DeployOutcome>(),
})

/** The view of a record that conditions get. It follows the record as it grows. */
export function viewRun(record: RunRecord): Run {
  const find: { readonly [K in keyof Outcomes]: (label: string) => Outcomes[K] | undefined } = {
    send: (wanted) => record.exchanges.findLast(({ label }) => wanted === label || wanted === last.label),
    restart(label) {
      const started = record.starts.get(label)
      return started && { ...started, quiet: started.failure === null && started.deprecations.length === 0 }
    },
    overlap(label) {
      const moments = record.orders?.get(label)
      return moments && orderOf(moments)
    },
    table: (label) => record.tables?.get(label),
    launch: (label) => record.launches.get(label),
    deploy: (label) => record.deploys?.get(label),
  }
  return {
    get exchanges() {
      return record.exchanges
    },
    at({ kind, label }) {
      const outcome = find[kind](label)
      if (outcome === undefined) throw new LessonError(`${JSON.stringify(label)} (${kind}) has not happened so far.`)
      return outcome
    },
    get generated() {
      return record.exchanges.flatMap((seen) => seen.generated)
    },
  }
}
