import type { Failure, StoreCall } from './exchange.ts'

/** What the taps write down while one request is under way. */
export interface Recording {
  readonly trace: string[]
  readonly store: StoreCall[]
  readonly generated: string[]
  readonly errors: string[]
  readonly deprecations: string[]
  failure: Failure | null
}

/** Hands the taps the recording they belong to. There is one at a time, because a lesson sends one request at a time. */
export interface Recorder {
  /** Null between exchanges: what a learner sends with curl while reading is served, but not recorded. */
  current: Recording | null
}

/** An empty recording. */
export function newRecording(): Recording {
  return { trace: [], store: [], generated: [], errors: [], deprecations: [], failure: null }
}
