import { readFileSync } from 'node:fs'
import type { Environment } from '../environment.ts'
import { attempt } from '../exercise/attempt.ts'
import type { Verdict } from '../exercise/judge.ts'
import type { Exercise } from '../exercise/script.ts'
import { hostOf } from './stage.ts'

/**
 * Runs a learner's file and judges it.
 * @param loading the exercise; it may still be loaded while the file starts
 * @param interrupted ends it early
 * @throws the reason of `interrupted`, or the error of the file system if the file is gone
 */
export async function verifyExercise(
  loading: Exercise | Promise<Exercise>,
  file: string,
  environment: Environment,
  interrupted: AbortSignal = environment.interrupted,
): Promise<Verdict> {
  const source = readFileSync(file, 'utf8')
  // What judges is loaded while the file runs.
  const [attempted, exercise, { judge }] = await Promise.all([
    attempt(loading, file, hostOf(environment), interrupted),
    loading,
    import('../exercise/judge.ts'),
  ])
  return judge(exercise, attempted, source, file)
}
