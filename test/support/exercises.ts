import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { hostOf } from '../../src/workspace/host.ts'
import { processEnvironment } from '../../src/environment.ts'
import { attempt } from '../../src/exercise/attempt.ts'
import { judge, type Verdict } from '../../src/exercise/judge.ts'
import type { Exercise } from '../../src/exercise/script.ts'
import { partPath, readPart as read, type Part } from '../../src/workspace/files.ts'
import { packageRoot } from '../../src/package-root.ts'
import { temporaryFolder } from './run.ts'

const environment = processEnvironment()

/** Where a file of an exercise lies. */
export const partOf = (exercise: Exercise, part: Part): string => partPath(exercise, part, packageRoot)

/** The text of a file of an exercise. */
export const readPart = (exercise: Exercise, part: Part): string => read(exercise, part, packageRoot)

/** Runs a source as a learner's file, in a folder of its own, and judges it. */
export async function verify(exercise: Exercise, source: string, name = 'file.js'): Promise<Verdict> {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, source)
  return judge(exercise, await attempt(exercise, file, hostOf(environment), environment.interrupted), source, file)
}

/** Like {@link verify}, for a file of the exercise itself. */
export const verifyPart = (exercise: Exercise, part: Part): Promise<Verdict> =>
  verify(exercise, readPart(exercise, part), part)

/** The names of the checks that were not passed. */
export const failed = ({ checks }: Verdict): readonly string[] =>
  checks.flatMap(({ name, passed }) => (passed === true ? [] : [name]))
