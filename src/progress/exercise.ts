import type { Entry } from './entry.ts'

/** How far a learner is in the exercise of one lesson. */
export interface ExerciseProgress {
  /** `solved` as soon as every check passed once, and from then on; `started` after a try or a hint. */
  readonly status: 'new' | 'started' | 'solved'
  /** Checks passed in the last try, of how many; both 0 before the first. */
  readonly passed: number
  readonly checks: number
  /** The highest number of a hint that was shown, which is how many were. */
  readonly hints: number
}

/** An exercise that nobody began. */
export const NEW_EXERCISE: ExerciseProgress = { status: 'new', passed: 0, checks: 0, hints: 0 }

/** What an exercise is after one more entry about it. */
export function advanceExercise(
  exercise: ExerciseProgress,
  entry: Extract<Entry, { type: 'tried' | 'hint' }>,
): ExerciseProgress {
  const begun: ExerciseProgress = exercise.status === 'new' ? { ...exercise, status: 'started' } : exercise
  if (entry.type === 'hint') return { ...begun, hints: Math.max(exercise.hints, entry.hint) }
  const { passed, checks } = entry
  return { ...begun, status: passed === checks ? 'solved' : begun.status, passed, checks }
}
