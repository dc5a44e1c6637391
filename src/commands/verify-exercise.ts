import { readFileSync } from 'node:fs'
import type { Environment } from '../environment.ts'
import { attempt } from '../exercise/attempt.ts'
import type { Verdict } from '../exercise/judge.ts'
import type { ProgressStore } from '../progress/open.ts'
import { lessonProgress } from '../progress/progress.ts'
import type { NumberedExercise } from './find-lesson.ts'
import { hostOf } from './stage.ts'

/**
 * Runs a learner's file and judges it.
 * @param interrupted ends it early
 * @throws the reason of `interrupted`, or the error of the file system if the file is gone
 */
export async function verifyExercise(
  { exercise }: NumberedExercise,
  file: string,
  environment: Environment,
  interrupted: AbortSignal = environment.interrupted,
): Promise<Verdict> {
  const source = readFileSync(file, 'utf8')
  // What judges is loaded while the file runs.
  const [attempted, { judge }] = await Promise.all([
    attempt(exercise, file, hostOf(environment), interrupted),
    import('../exercise/judge.ts'),
  ])
  return judge(exercise, attempted, source, file)
}

/** Writes into the journal how far the learner came, unless it says so already. @returns what `record` of the store says */
export function recordVerdict({ slug }: NumberedExercise, { checks, passed }: Verdict, store: ProgressStore): boolean {
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
