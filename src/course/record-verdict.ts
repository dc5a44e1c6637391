import type { Verdict } from '../exercise/judge.ts'
import type { ProgressStore } from '../progress/open.ts'
import { lastExercise, lessonProgress } from '../progress/progress.ts'
import type { NumberedExercise } from './find.ts'

/**
 * Writes into the journal how far the learner came, unless it says so already.
 * @param untouched the file is still what the learner begins with: that is no try
 * @returns what `record` of the store says
 */
export function recordVerdict(
  { slug }: Pick<NumberedExercise, 'slug'>,
  { checks, passed }: Verdict,
  store: ProgressStore,
  untouched: boolean,
): boolean {
  if (untouched) return true
  const count = passed ? checks.length : checks.filter((check) => check.passed).length
  // A run that broke off after all of its checks has not passed.
  const entry = {
    type: 'tried',
    lesson: slug,
    passed: passed ? count : Math.min(count, checks.length - 1),
    checks: checks.length,
  } as const
  const progress = store.read()
  const known = lessonProgress(progress, slug).exercise
  if (lastExercise(progress) === slug && known.passed === entry.passed && known.checks === entry.checks) return true
  return store.record(entry)
}
