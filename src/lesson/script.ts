import type { Express } from 'express'
import type { SessionOptions } from 'express-session'
import type { RequestPlan } from '../wire/client.ts'
import type { Run } from './run.ts'

/**
 * The language lessons are written in. A lesson is data: steps made of parts, in the order in which they happen, and
 * conditions, which are pure functions of the run so far. Nothing here runs anything; the player does.
 */

/** One lesson. */
export interface Lesson {
  /** Its name on the command line and in the journal. Never changes once published. */
  readonly slug: string
  readonly title: string
  /** One line for the list. */
  readonly summary: string
  /** `import.meta.url` of the script. Its apps lie beside it. */
  readonly home: string
  /** Each is one place to resume at. */
  readonly steps: readonly Step[]
  /** Changes worth trying, beside those that the claims name. */
  readonly experiments: readonly Experiment[]
}

/** A few parts under one heading: what is said, shown, predicted, sent and claimed together. */
export interface Step {
  readonly title: string
  readonly parts: readonly Part[]
}

/** Something that happens in a step. */
export type Part = Explain | Code | Predict | Send | Restart | MoveClock | Launch | Claim

/** Everything that reaches the server, the store or the clock. */
export type Action = Send | Restart | MoveClock | Launch

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
  createApp(options: SessionOptions, scratch: Scratch): Express | Promise<Express>
  /** Values for `--set` that JSON cannot spell, by option and name: `{ genid: { constant: () => 'same' } }`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A folder for the files of one run. Made when first asked for, removed when the run ends. */
export interface Scratch {
  readonly folder: string
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
  /** Said to whoever chose this: why it is right, or what was mistaken. */
  readonly because: string
}

export interface Send {
  readonly kind: 'send'
  /** Unique in the lesson. */
  readonly label: string
  readonly request: RequestPlan | ((run: Run) => RequestPlan)
  /** Whose cookie jar; null for a client that keeps no cookies. */
  readonly browser: string | null
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
  /** This server is meant to fail to start, to crash or to hang; the lesson goes on after it. */
  readonly fails: boolean
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
  /** What notes and posts usually say instead. Makes this a line of the card "The notes, corrected". */
  readonly notes: string | undefined
}

/** A change to try, and a sentence about what then happens: a claim about the changed run. */
export interface Experiment {
  readonly change: OptionChange
  readonly text: string
  readonly holds: Condition
}

/** Declares a lesson. */
export const lesson = (script: Lesson): Lesson => script

export const step = (title: string, ...parts: readonly Part[]): Step => ({ title, parts })

export const explain = (text: string): Explain => ({ kind: 'explain', text: text.trim() })

/** Shows a file of the lesson, or the part between `// #region name` and `// #endregion`. */
export const code = (file: string, region?: string): Code => ({ kind: 'code', file, region })

/** Asks before the step's requests are sent. */
export const predict = (question: string, choices: readonly Choice[], hints: readonly string[] = []): Predict => ({
  kind: 'predict',
  question,
  choices,
  hints,
})

export const choice = (text: string, holds: Condition, because: string): Choice => ({ text, holds, because })

/** Sends a request. The browser keeps cookies from request to request; say `{ browser: null }` for one that does not. */
export const send = (
  label: string,
  request: Send['request'],
  { browser = 'your browser' }: { readonly browser?: string | null } = {},
): Send => ({ kind: 'send', label, request, browser })

type RequestDetails = {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}

const plan =
  (method: RequestPlan['method']) =>
  (path: string, { headers = {}, body }: RequestDetails = {}): RequestPlan => ({
    method,
    path,
    headers,
    body: body ?? null,
  })

export const get = plan('GET')
export const post = plan('POST')
export const del = plan('DELETE')

/** The server process ends and starts again: memory is empty, browsers keep their cookies. */
export const restart = (
  label: string,
  details: { readonly app?: string; readonly change?: OptionChange } = {},
): Restart => ({ kind: 'restart', label, app: details.app, change: details.change, browsers: 'kept', fails: false })

/**
 * Another server altogether: other options or another app, and browsers that were never there.
 * @param details `change` on top of the app's own options; `fails: true` if it is meant to fail, crash or hang
 */
export const another = (
  label: string,
  details: { readonly app?: string; readonly change?: OptionChange; readonly fails?: boolean } = {},
): Restart => ({
  kind: 'restart',
  label,
  app: details.app,
  change: details.change ?? {},
  browsers: 'fresh',
  fails: details.fails ?? false,
})

/** Moves the clock of app and browsers together. */
export const advance = (label: string, milliseconds: number): MoveClock => ({ kind: 'clock', label, milliseconds })

/** Runs `node -e <code>` in a process of its own. */
export const launch = (label: string, source: string, variables: Readonly<Record<string, string>> = {}): Launch => ({
  kind: 'launch',
  label,
  code: source,
  variables,
})

/**
 * States what the server did. Checked on every run.
 * @param details `breaksWith` an option change that makes it false, null if options do not decide it; `notes` what notes
 * and posts usually say instead
 */
export const claim = (
  text: string,
  details: { readonly holds: Condition; readonly breaksWith: OptionChange | null; readonly notes?: string },
): Claim => ({ kind: 'claim', text, holds: details.holds, breaksWith: details.breaksWith, notes: details.notes })

/** A change worth trying. The sentence is checked on the run with that change. */
export const experiment = (change: OptionChange, text: string, holds: Condition): Experiment => ({
  change,
  text,
  holds,
})
