import type { Exchange, Failure } from '../wire/exchange.ts'
import type { ProxyPlan } from '../wire/proxy/forwarded.ts'
import type { Moment } from '../wire/moments.ts'
import type { Deployed } from '../wire/servers/deploy.ts'
import type { Signal } from '../wire/servers/server-process.ts'
import type { Elsewhere } from './packages.ts'
import type { Versions } from './versions.ts'
import type { CauseName, JsonValue, OptionChange } from './script.ts'
import type { Cells } from './table.ts'

/**
 * What the player reports, in the order in which it happens. `lesson --json` prints each as one line; names and keys only
 * grow.
 */
export type LessonEvent =
  | LessonStarts
  | StepStarts
  | { readonly event: 'explain'; readonly text: string }
  | CodeShown
  | PredictAsked
  | BrowserNamed
  | RedisNamed
  | ExchangeSeen
  | OrderSeen
  | TableSeen
  | Restarted
  | ServerEnded
  | DeploySeen
  | { readonly event: 'clock'; readonly label: string; readonly advancedMs: number }
  | Launched
  | { readonly event: 'deprecation'; readonly message: string }
  | ({ readonly event: 'failure' } & Failure)
  | Verdict
  | ClaimChecked
  | CausesNamed
  | LessonEnds

export interface LessonStarts {
  readonly event: 'lesson'
  readonly number: number
  readonly slug: string
  readonly title: string
  /** The session options in force, functions by their name. */
  readonly options: Readonly<Record<string, JsonValue>>
  /** Option changes that this run is played with, on top of everything; empty for the lesson as it is. */
  readonly change: OptionChange
  readonly versions: Versions
  /** Time passes in this lesson: a part of it moves the clock. */
  readonly clockMoves: boolean
  /** With `--with`: the folder whose packages are played on, and those of the lesson that the tutor lends. Else null. */
  readonly with: Elsewhere | null
}

export interface StepStarts {
  readonly event: 'step'
  /** Counts from 1. */
  readonly number: number
  readonly of: number
  readonly title: string
}

export interface CodeShown {
  readonly event: 'code'
  readonly file: string
  /** Line numbers count from 1, as in the file. */
  readonly firstLine: number
  /** As the file has it. */
  readonly text: string
  /** What a learner reads of it. Worked out when asked for, as the parser takes as long as the lesson; not in JSON. */
  lines(): Promise<CodeLines>
}

/** Code with its types, and as JavaScript. Comments for the compiler are in neither. */
export interface CodeLines {
  readonly withTypes: readonly CodeLine[]
  readonly javascript: readonly CodeLine[]
}

/** A line of a file. Where lines are left out, their numbers are missing. */
export interface CodeLine {
  readonly number: number
  readonly text: string
}

export interface PredictAsked {
  readonly event: 'predict'
  readonly question: string
  readonly choices: readonly string[]
  readonly hints: readonly string[]
}

export interface ExchangeSeen extends Exchange {
  readonly event: 'exchange'
  /** The session cookie's name on this server. */
  readonly cookieName: string
  /** It only prepares what comes. */
  readonly brief?: true
  /** It only leads to what comes, or asks what came of it: a page has it in a line. */
  readonly inALine?: true
  /** It was under way together with others: the order that follows shows what is brief of it. */
  readonly overlaps?: true
}

/** In which order things happened to the exchanges before it, which were under way together. */
export interface OrderSeen {
  readonly event: 'order'
  readonly label: string
  /** The labels of these exchanges, in the order in which they were sent. */
  readonly exchanges: readonly string[]
  readonly moments: readonly Moment[]
}

/** What came of the same requests on several servers. */
export interface TableSeen extends Cells {
  readonly event: 'table'
  readonly label: string
}

/** Who plays the browser from here on: a page of another origin is opened for the first time. */
export interface BrowserNamed {
  readonly event: 'browser'
  /** A real one, by its own name and version, as `Chrome/150.0.7871.100`; null where the tutor plays it. */
  readonly real: string | null
  /** Why no real one does: nobody wants it (`hidden`), there is none, or it does not start; null where one does. */
  readonly reason: 'hidden' | 'missing' | 'failed' | null
  /** The program that was started, what a variable names in its place, or what it said before it ended; null where there is nothing to tell. */
  readonly detail: string | null
  /** The command that brings one; null where there is one, or where that is not known. */
  readonly install: string | null
}

/** Who keeps the sessions of the server that starts next, and of others that ask for Redis. */
export interface RedisNamed {
  readonly event: 'redis'
  /** The version of a real one; null if there is none, and apps keep their sessions otherwise. */
  readonly real: string | null
  /** As for a browser. */
  readonly reason: BrowserNamed['reason']
  /** The program that was started, what a variable names in its place, or what it said before it ended; null where there is nothing to tell. */
  readonly detail: string | null
  /** The command that brings one; null where there is one, or where that is not known. */
  readonly install: string | null
}

export interface Restarted {
  readonly event: 'restart'
  readonly label: string
  readonly app: string
  readonly options: Readonly<Record<string, JsonValue>>
  readonly browsers: 'kept' | 'fresh'
  /** The proxies before it, from the browser on, where there are any. */
  readonly behind?: readonly ProxyPlan[]
  /** Those that ran before go on. */
  readonly beside?: true
  /** The servers, each in a process of its own, by their names; none for one that runs here. */
  readonly processes?: readonly string[]
}

/** What came of requests while servers started again. */
export interface DeploySeen extends Omit<Deployed, 'failure'> {
  readonly event: 'deploy'
  readonly label: string
  readonly servers: readonly string[]
  /** How they were sent, as in `GET /me`. */
  readonly asks: string
  readonly slow: string
  readonly browser: string
  readonly takesOut: boolean
}

/** A server that had a process of its own is gone. */
export interface ServerEnded {
  readonly event: 'ending'
  readonly label: string
  readonly server: string
  readonly signal: Signal
  /** It ended by that signal, or by itself when it had heard it; not because it went on for too long. */
  readonly byItself: boolean
}

export interface Launched {
  readonly event: 'launch'
  readonly label: string
  readonly code: string
  readonly variables: Readonly<Record<string, string>>
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | null
}

export interface Verdict {
  readonly event: 'verdict'
  /** Index of the choice that came true. Null only in a run with changed options or on other versions: none did, or several. */
  readonly answer: number | null
  readonly because: string
  /** What to say to anyone who chose each choice. Empty where something else happened than the lesson is written for. */
  readonly reasons: readonly string[]
}

export interface ClaimChecked {
  readonly event: 'claim'
  readonly text: string
  readonly holds: boolean
  /** False if the run had stopped before it came to this claim; then it does not hold either. */
  readonly reached: boolean
  /** It was reached and does not hold, and nothing was changed but the versions: on those of the learner this is otherwise. */
  readonly otherwise: boolean
  readonly breaksWith: OptionChange | null
  /** What a learner may have read instead; null where nobody says otherwise. */
  readonly myth: string | null
  /** The claim in a few words, if it is one of the things to remember; else null. */
  readonly remember: string | null
}

/** What goes wrong at the point that a step has come to. The last event of a step that has some: before, it would give answers away. */
export interface CausesNamed {
  readonly event: 'causes'
  readonly causes: readonly CauseName[]
}

export interface LessonEnds {
  readonly event: 'end'
  readonly claims: number
  readonly held: number
  readonly predictions: number
  readonly exchanges: number
  readonly durationMs: number
}
