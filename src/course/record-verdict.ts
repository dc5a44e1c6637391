import type { Verdict } from '../exercise/judge.ts'
import type { ProgressStore } from '../progress/open.ts'
import { lessonProgress } from '../progress/progress.ts'
import type { NumberedExercise } from './find.ts'

/** Writes into the journal how far the learner came, unless it says so already. @returns what `record` of the store says */
export function recordVerdict(
  { slug }: Pick<NumberedExercise, 'slug'>,
  { checks, passed }: Verdict,
  store: ProgressStore,
): boolean {
  const count = passed ? checks.length : checks.filter((check) => check.passed).length
  // A run that broke off after all of its checks has not passed.
  const entry = {
    type: 'tried',
    lesson: slug,
    passed: passed ? count : Math.min(count, checks.length - 1),
    checks: checks.length,
  } as const
  const known = lessonProgress(store.read(), slug).exercise
  if (known.status !== 'new' && known.passed === entry.passed && known.checks === entry.checks) return true
  return store.record(entry)
}
