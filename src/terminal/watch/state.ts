import type { Checked, Verdict } from '../../exercise/judge.ts'
import type { HintShown } from '../exercise/hints.ts'
import { failedChecks, reasonOf } from '../exercise/reason.ts'

/** An exercise in the list of all. */
export interface WatchRow {
  readonly number: number
  readonly title: string
  readonly status: 'new' | 'started' | 'solved'
  readonly passed: number
  readonly checks: number
}

/** What the learner sees while they work on an exercise. */
export interface WatchState {
  /** Counts from 1: its place in `rows`. */
  readonly number: number
  readonly title: string
  /** As a person here would name it. */
  readonly file: string
  /** There is no such file any more. */
  readonly gone: boolean
  /** It was written a moment ago, and nobody has worked on it. */
  readonly fresh: boolean
  /** What became of the learner's own file when it was reset: whole sentences, safe to print. */
  readonly kept: readonly string[]
  /** Of the newest content that was run; null before the first. */
  readonly verdict: Verdict | null
  /** It is told why a check failed, with the line and what to do. */
  readonly why: boolean
  /** It is being run. */
  readonly running: boolean
  readonly hint: HintShown | null
  /** All that there are. */
  readonly hints: readonly HintShown[]
  /** How many were shown at any time. */
  readonly seenHints: number
  /** There is a screen to go back to. */
  readonly nested: boolean
  readonly view: 'exercise' | 'list' | 'reset'
  readonly rows: readonly WatchRow[]
  /** The command that shows another way to solve it. */
  readonly solution: string
  /** The first line shown, where not all fit. `hint`: so that the hint is seen. */
  readonly top: number | 'hint'
}

/** The check that is worked on: the first that failed. Its reason is told when it is asked for. */
export const currentFailure = (verdict: Verdict | null): Checked | null => (verdict && failedChecks(verdict)[0]) ?? null

/** Whether there is a reason to tell that is not told yet. */
export function canTellWhy({ verdict, why }: Pick<WatchState, 'verdict' | 'why'>): boolean {
  const check = currentFailure(verdict)
  return !why && verdict !== null && check !== null && reasonOf(check, verdict) !== null
}

/** Whether there is an exercise after this one. */
export const hasNext = ({ number, rows }: Pick<WatchState, 'number' | 'rows'>): boolean => number < rows.length
