import type { Observation, Place } from '../observe/observation.ts'
import type { Move } from './moves.ts'

/**
 * One thing that goes wrong with sessions. Whether an app has it is decided by what happened, never by how its source looks.
 */
export interface Cause {
  /** Published: it never changes. */
  readonly code: string
  /** What is wrong, as a heading. */
  readonly title: string
  /** `error`: a login, data, an answer or the process was lost, or one visitor saw another's. `warning`: a risk that the run showed
   *  and nobody met. `info`: advice. */
  readonly level: 'error' | 'warning' | 'info'
  /** Where the fault lies. */
  readonly where: 'app' | 'client' | 'proxy' | 'environment' | 'source'
  /** What people see of it. */
  readonly symptoms: readonly Symptom[]
  /** The words that people use for it, error messages among them, in small letters. */
  readonly words: readonly string[]
  /** How to tell whether one has it, in one line that goes on from "you have it if". */
  readonly howToTell: string
  /** The lesson that leads to it, and the title of the step at which it goes wrong: at the end of that one the lesson shows it. */
  readonly lesson: number
  readonly step: string
  /** Codes of causes that are nothing but consequences where this one is found in the same run. */
  readonly explains: readonly string[]
  /** It only says what happened: where another error with one of its symptoms is found in the same run, that explains it. */
  readonly isLastResort: boolean
  /** Looks for it. Pure; null if it is not there. */
  find(observation: Observation): Found | null
  readonly fix: Fix
  /** When it is right to do what is called wrong here, in one to three sentences; null where there is no such case. */
  readonly unless: string | null
  /** What else is said of it, each with the condition that it has on the runs of both apps. */
  readonly claims: readonly Said[]
  /** Whether those two are in TypeScript: `broken.ts` and `fixed.ts`, which start only if the compiler finds no fault in them. */
  readonly typed: boolean
  /** What is done to `broken.js` and `fixed.js` beside it, so that the one shows it and the other does not. */
  readonly moves: readonly Move[]
  /** What is done to `fixed.js` where the fault is not in the app, and the two apps are the same. */
  readonly fixedMoves: readonly Move[] | null
  /** Packages that `broken.js` and `fixed.js` need beside express and express-session. Where one is missing, they cannot be run. */
  readonly needs: readonly string[]
}

/** A sentence about what the two apps of a cause do, which is checked each time they are shown. */
export interface Said {
  readonly text: string
  holds(broken: Observation, fixed: Observation): boolean
}

/** How a cause is fixed. */
export interface Fix {
  /** One sentence. */
  readonly text: string
  /** The line or lines to write. */
  readonly code: string
}

/** A cause that was found. */
export interface Found {
  /** What happened and why, in one to three sentences, in terms of this run. */
  readonly message: string
  /** The line of the app that is concerned, if it is known. */
  readonly at: Place | null
  /** The option of the call at that line that is concerned, as in `cookie.secure`, where one is: its own line is looked for (pinpoint.ts). */
  readonly option?: string
  /** What is written to there, where that line added a handler: a part of its request, as in `session.user`, `session.cookie`, `session`.
   *  The line that writes to it is looked for (pinpoint.ts). */
  readonly write?: string
  /** What is called there, where that line added a handler: the last name of it, as in `clearCookie`. The line of the call is looked for. */
  readonly calls?: string
  /** Codes of what is only its consequence in this run, beside those of the cause. */
  readonly explains?: readonly string[]
  /** The class in that file that is concerned, or its method, as in `DiskStore.get`, where one is: its own line is looked for first. */
  readonly method?: string
  /** A package whose call is meant, where no run came to it: the line of its first call in that file is looked for. */
  readonly call?: string
  /** The exchange that shows it, if one does. */
  readonly exchange: ExchangeName | null
  /** How often it was seen. @default 1 */
  readonly count?: number
  /** How bad it was in this run, if worse than it usually is. */
  readonly level?: Cause['level']
  /** Where the fault lies in this run, if not where it usually does. */
  readonly where?: Cause['where']
  /** Instead of `Cause.fix.text`, where the run says it better. */
  readonly fix?: Partial<Fix>
}

/** Which exchange of an observation is meant. */
export interface ExchangeName {
  readonly pid: number
  readonly number: number
}

/** What people see when something is wrong with their sessions. */
export type Symptom =
  | 'new-id-every-request'
  | 'no-cookie'
  | 'session-undefined'
  | 'data-lost'
  | 'logged-out-early'
  | 'logged-out-at-restart'
  | 'logout-does-not-work'
  | 'sees-others-data'
  | 'error-500'
  | 'hangs'
  | 'process-ends'
  | 'store-fills'
  | 'works-locally-only'
  | 'insecure'
  | 'nothing-happens'

/** The name of one of the two apps of a cause. */
export const appOf = ({ typed }: Pick<Cause, 'typed'>, which: 'broken' | 'fixed'): string =>
  `${which}.${typed ? 'ts' : 'js'}`

/** Declares a cause. */
export const cause = (details: Omit<Cause, Optional> & Partial<Pick<Cause, Optional>>): Cause => ({
  where: 'app',
  explains: [],
  isLastResort: false,
  typed: false,
  needs: [],
  unless: null,
  claims: [],
  fixedMoves: null,
  ...details,
})

type Optional = 'where' | 'explains' | 'isLastResort' | 'typed' | 'needs' | 'unless' | 'claims' | 'fixedMoves'
