import type { Express } from 'express'
import type { Server } from 'node:http'
import type { SessionOptions } from 'express-session'
import type { RequestPlan } from '../wire/client.ts'
import type { ProxyPlan } from '../wire/proxy/forwarded.ts'
import type { Delays } from '../wire/delays.ts'
import type { RedisClient } from '../wire/redis/client.ts'
import type { DeployPlan } from '../wire/servers/deploy.ts'
import type { Signal } from '../wire/servers/server-process.ts'
import type { Run } from './run.ts'

/**
 * What lessons are made of; words.ts has what they are written with. A lesson is data: steps made of parts, in the order in which they happen, and
 * conditions, which are pure functions of the run so far. A part with a name of its own is also the key to what came of it:
 * `const first = send('first visit', get('/'))` is asked about with `run.at(first)`. Nothing here runs anything; the player does.
 */

/** What the syllabus calls a lesson. It stands there alone, so that the list of lessons loads none of them. */
export interface LessonName {
  /** Its name on the command line and in the journal. Never changes once published. */
  readonly slug: string
  readonly title: string
  /** One line for the list. */
  readonly summary: string
}

/** One lesson. */
export interface Lesson extends LessonName {
  /** `import.meta.url` of the script. Its apps lie beside it. */
  readonly home: string
  /** The app file that runs first, without its ending. Left out: `app`. */
  readonly opensWith?: string
  /** Each is one place to resume at. */
  readonly steps: readonly Step[]
  /** Changes worth trying, beside those that the claims name. */
  readonly experiments: readonly Experiment[]
}

/** What the file of a lesson holds: all but the name, which the syllabus gives it. */
export type LessonScript = Omit<Lesson, keyof LessonName>

/** A few parts under one heading: what is said, shown, predicted, sent and claimed together. */
export interface Step {
  readonly title: string
  readonly parts: readonly Part[]
  /** What goes wrong at this point, what is reported most often first. The causes name their steps, and the syllabus puts them here. */
  readonly causes?: readonly CauseName[]
}

/** A cause of the catalogue, without loading that. */
export interface CauseName {
  /** As `explain` knows it. */
  readonly code: string
  /** What is wrong. */
  readonly title: string
}

/** Something that happens in a step. */
export type Part = Explain | Code | Predict | Action | Claim

/** Everything that reaches the server, the store or the clock. */
export type Action = Send | Overlapping | Table | Restart | Ending | Deploy | MoveClock | Launch

/** A question about the run, answered by looking at it. Pure. */
export type Condition = (run: Run) => boolean

/**
 * Changes of session options, spelled as after `--set`: dotted names, JSON values. The word `undefined` leaves the option
 * out. A word that the app's `values` know stands for that value, so that functions can be named too.
 */
export type OptionChange = Readonly<Record<string, JsonValue>>

/** A value that JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** What an app file exports. It is both what runs and what the learner reads. */
export interface AppModule {
  /** The options of the lesson, before any change. */
  readonly options: SessionOptions
  createApp(options: SessionOptions, world: World): Express | Promise<Express>
  /**
   * How the app listens where it has a process of its own, if it says so itself: on 127.0.0.1, on any port. Without it the tutor does that.
   */
  listen?(app: Express): Server
  /** Values for `--set` that JSON cannot spell, by option and name: `{ genid: { constant: () => 'same' } }`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A folder for the files of one run. Made when first asked for, removed when the run ends. */
export interface Scratch {
  readonly folder: string
}

/** What an app gets beside its options. */
export interface World extends Scratch, Pick<Delays, 'wait'> {
  /** The origin of the pages that are open on `localhost`, as `http://localhost:5173`, with https where browsers speak that with the app's proxy; empty in
   *  a lesson that opens none. */
  readonly frontEnd: string
  /** A connection to the Redis of this run, where the part that starts the server asks for it; null where this machine has none. */
  readonly redis: RedisClient | null
  /** What the server is called that the app is, where it has a process of its own; else empty. */
  readonly server: string
}

export interface Explain {
  readonly kind: 'explain'
  /** Markdown: paragraphs, lists, `code`, **bold**. Says what to look at; what the server does is said by claims. */
  readonly text: string
}

export interface Code {
  readonly kind: 'code'
  readonly file: string
  /** The name after `// #region` in the file; undefined for the whole file. */
  readonly region: string | undefined
}

export interface Predict {
  readonly kind: 'predict'
  readonly question: string
  /** The run decides which one is right: exactly one condition must hold when the step's last action is done. */
  readonly choices: readonly Choice[]
  /** From a nudge to nearly the answer. Shown one at a time, on request. */
  readonly hints: readonly string[]
}

export interface Choice {
  readonly text: string
  readonly holds: Condition
  /** Said to anyone who chose this: why it is right, or what was mistaken. */
  readonly because: string
}

export interface Send {
  readonly kind: 'send'
  /** Unique in the lesson. */
  readonly label: string
  readonly request: RequestPlan | ((run: Run) => RequestPlan)
  /** Whose cookie jar; null for a client that keeps no cookies. */
  readonly browser: string | null
  /** It only prepares what comes: a page shows what went over the wire, and the rest on request. */
  readonly brief: boolean
  /** It goes past the proxies, straight to the app. */
  readonly past?: true
  /** It only leads to what comes, or asks what came of it: a page has it in a line. */
  readonly inALine?: boolean
}

/** Requests that are under way together. */
export interface Overlapping {
  readonly kind: 'overlap'
  readonly label: string
  /** `together`: each is sent when the app has the one before. `followed`: one is sent, and redirects are followed as soon as the head of an
   *  answer is there, as browsers do. */
  readonly how: 'together' | 'followed'
  readonly sends: readonly Send[]
  /** What a browser sends because of a redirect. */
  readonly next: readonly Landing[]
}

/** A request that follows from a redirect: a name for it. */
export interface Landing extends Pick<Send, 'kind' | 'label'> {}

/** The same requests to several servers, each with other options. Only what came of each is told, in a table. */
export interface Table {
  readonly kind: 'table'
  readonly label: string
  readonly app: string | undefined
  /** The servers, by what they are called: on top of the options of the app file. Nobody has a cookie of any. */
  readonly columns: Readonly<Record<string, OptionChange>>
  readonly rows: readonly Send[]
}

/** The server stops and a new one starts: a new app with an empty MemoryStore. */
export interface Restart {
  readonly kind: 'restart'
  readonly label: string
  /** Another app file, without its ending. Undefined: the one that runs. */
  readonly app: string | undefined
  /** On top of the options of the app file. Undefined: those that are in force. */
  readonly change: OptionChange | undefined
  /** `kept`: the same cookie jars, as after a real restart. `fresh`: nobody has a cookie, as on another machine. */
  readonly browsers: 'kept' | 'fresh'
  /** The proxies before the app, from the browser on. Undefined: those that are there already. */
  readonly behind?: readonly ProxyPlan[]
  /** Its app gets a connection to Redis, where this machine has one. Undefined: as the server that is there already. */
  readonly redis?: boolean
  /** This server is meant to fail to start, to crash or to hang; the lesson goes on after it. */
  readonly fails: boolean
  /** Those that run go on: requests name the server that they are for. */
  readonly beside: boolean
  /** The servers that it starts, each in a process of its own, by their names. Undefined for one that runs here. */
  readonly processes?: readonly string[]
}

/** A signal to a server that has a process of its own. */
export interface Ending {
  readonly kind: 'ending'
  readonly label: string
  /** @see Restart.processes */
  readonly server: string
  /** `SIGKILL`: it ends at once, whatever it is at (`kill -9`). `SIGTERM`: it may finish first (`kill`). */
  readonly signal: Signal
}

/** Servers start again, one after the other, while a browser sends requests. */
export interface Deploy extends DeployPlan {
  readonly kind: 'deploy'
  readonly label: string
  /** In this order. @see Restart.processes */
  readonly servers: readonly string[]
  /** Another app file, without its ending. Undefined: the one that runs. */
  readonly app: string | undefined
  /** On top of the options of the app file. Undefined: those that are in force. */
  readonly change: OptionChange | undefined
}

export interface MoveClock {
  readonly kind: 'clock'
  readonly label: string
  readonly milliseconds: number
}

/** A program in a process of its own, shown word for word. */
export interface Launch {
  readonly kind: 'launch'
  readonly label: string
  readonly code: string
  readonly variables: Readonly<Record<string, string>>
}

export interface Claim {
  readonly kind: 'claim'
  /** One sentence, true as it stands, at most 76 characters where possible: the end card lists it. */
  readonly text: string
  readonly holds: Condition
  /** An option change that makes it false. Null if no option decides it; then a test breaks it another way. */
  readonly breaksWith: OptionChange | null
  /** What a learner may have read instead, where that is really around. Makes this a line of "You may have read" on the end card. */
  readonly myth: string | undefined
  /** The claim in a few words, where it is one of the three things to remember of the lesson. */
  readonly remember: string | undefined
}

/** A change to try, and a sentence about what then happens: a claim about the changed run. */
export interface Experiment {
  readonly change: OptionChange
  readonly text: string
  readonly holds: Condition
  /** The first version of express-session in which it is true, as in `1.18`; on older ones nothing is said of it. Undefined: in all. */
  readonly since?: string
}
