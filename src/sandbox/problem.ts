import type { FailedLoad, FoundApp, Handler, Thrown } from './protocol.ts'

/** Why a learner's file could not be checked to its end. */
export interface Problem {
  readonly kind:
    | 'unreadable'
    | 'syntax'
    | 'import'
    | 'exception'
    | 'crash'
    | 'exit'
    | 'loop'
    | 'slow'
    | 'unanswered'
    | 'endless'
    | 'noise'
    | 'no-app'
    | 'several-apps'
    | 'ended'
  /** One sentence about what is wrong. May hold text of the learner's, control characters and all. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
  /** The line of the learner's file, counted from 1; null if none is known, or if it is in a file beside it. */
  readonly line: number | null
}

/** How a learner's process came to its end. */
export type Ending =
  | { readonly kind: 'silent' | 'unsettled' }
  | ({ readonly kind: 'failed' } & FailedLoad)
  | { readonly kind: 'uncaught'; readonly thrown: Thrown }
  | { readonly kind: 'exit'; readonly call: string; readonly stack: string }
  | { readonly kind: 'closed'; readonly stack: string }
  | { readonly kind: 'apps'; readonly apps: readonly FoundApp[] }
  /** `busy`: it did not even hear that it was asked. `request`: what it had not answered. */
  | { readonly kind: 'slow'; readonly limitMs: number; readonly busy: boolean; readonly request: Unanswered | null }
  /** A request, as in `GET /`, whose answer is longer than any that is read. */
  | { readonly kind: 'endless'; readonly request: string }
  /** A request, as in `GET /`, that caused more than can be told. */
  | { readonly kind: 'crowded'; readonly request: string }
  /** The learner's code wrote this into the pipe of ours; null: it closed it. */
  | { readonly kind: 'noise'; readonly text: string | null }
  /** A request, as in `GET /`, after which nothing was left to do. */
  | { readonly kind: 'unanswered'; readonly request: string; readonly handler: Handler | null }

/** A request that has no answer yet. */
export interface Unanswered {
  /** As in `GET /`. */
  readonly name: string
  /** The head of the answer has come. */
  readonly begun: boolean
}

/** What else is known when a process ends. */
export interface Remains {
  readonly file: string
  /** The text of a file, or nothing if it is gone by now. */
  read(file: string): string
  /** What Node.js said at the end. */
  readonly words: string
  /** Null if a signal ended it. */
  readonly code: number | null
  /** Its app did listen. */
  readonly ready: boolean
}
