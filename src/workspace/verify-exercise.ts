import { readFileSync } from 'node:fs'
import type { Environment } from '../environment.ts'
import { attempt } from '../exercise/attempt.ts'
import type { Verdict } from '../exercise/judge.ts'
import type { Exercise } from '../exercise/script.ts'
import { hostOf } from './host.ts'

/**
 * Runs a learner's file and judges it. One that cannot be read has that as its problem.
 * @param loading the exercise; it may still be loaded while the file starts
 * @param interrupted ends it early
 * @throws the reason of `interrupted`, or ENOENT if the file is gone
 */
export async function verifyExercise(
  loading: Exercise | Promise<Exercise>,
  file: string,
  environment: Environment,
  interrupted: AbortSignal = environment.interrupted,
): Promise<Verdict> {
  const source = read(file)
  if (typeof source !== 'string') return unreadable(await loading, source.code)
  const attempting = attempt(loading, file, hostOf(environment), interrupted)
  // What judges is loaded while the file runs; nothing runs without the exercise, so that comes first.
  const judging = Promise.resolve(loading).then(() => import('../exercise/judge.ts'))
  const [attempted, exercise, { judge }] = await Promise.all([attempting, loading, judging])
  return judge(exercise, attempted, source, file)
}

function read(file: string): string | { readonly code: string } {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') return { code: String(error.code) }
    throw error
  }
}

function unreadable({ checks }: Exercise, code: string): Verdict {
  const problem = {
    kind: 'unreadable',
    message: `Your file cannot be read (${code}).`,
    hint: 'Make it readable for you: check its owner and its permissions.',
    line: null,
  } as const
  return {
    passed: false,
    problem,
    checks: checks.map(({ name, text, header }) => ({ name, text, header, passed: null, why: null, exchange: null })),
    output: [],
  }
}
