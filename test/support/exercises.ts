import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { processEnvironment } from '../../src/environment.ts'
import { attempt } from '../../src/exercise/attempt.ts'
import { judge, type Verdict } from '../../src/exercise/judge.ts'
import type { Exercise } from '../../src/exercise/script.ts'
import { partPath, readPart as read, type Part } from '../../src/workspace/files.ts'
import { packageRoot } from '../../src/package-root.ts'
import { machinery, OWN_RUNS, PACKED_RUNS, RUNS, settledHost } from './machinery.ts'
import { unpackRuns } from './packed-runs.ts'
import { recordedAttempt, type Recorded } from './recorded-attempts.ts'
import { USE } from './recordings.ts'
import { temporaryFolder } from './run.ts'

const environment = processEnvironment()

/** Where a file of an exercise lies. */
export const partOf = (exercise: Exercise, part: Part): string => partPath(exercise, part, packageRoot)

/** The text of a file of an exercise. */
export const readPart = (exercise: Exercise, part: Part): string => read(exercise, part, packageRoot)

/** Runs a source as a learner's file, in a folder of its own. */
async function run(exercise: Exercise, source: string, name: string): Promise<Recorded> {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, source)
  return { attempt: await attempt(exercise, file, settledHost, environment.interrupted), file }
}

/** Runs a source as a learner's file, in a folder of its own, and judges it. */
export async function verify(exercise: Exercise, source: string, name = 'file.js'): Promise<Verdict> {
  const { attempt: attempted, file } = await run(exercise, source, name)
  return judge(exercise, attempted, source, file)
}

/** Like {@link verify}; where the same was run before, that run is judged. NO_RECORDED_RUNS=1 runs everything. */
export async function verifyOnce(exercise: Exercise, source: string, name = 'file.js'): Promise<Verdict> {
  const causes = { source, name, exercise, machinery }
  const runs = (noting: Exercise) => run(noting, source, name)
  const { attempt: attempted, file } = await recordedAttempt(causes, RECORDINGS, runs)
  return judge(exercise, attempted, source, file)
}

const RECORDINGS = USE === 'ignore' ? null : RUNS
if (USE === 'trust') unpackRuns(PACKED_RUNS, OWN_RUNS)

/** Like {@link verify}, for a file of the exercise itself. */
export const verifyPart = (exercise: Exercise, part: Part, how = verify): Promise<Verdict> =>
  how(exercise, readPart(exercise, part), part)

/** The names of the checks that were not passed. */
export const failed = ({ checks }: Verdict): readonly string[] =>
  checks.flatMap(({ name, passed }) => (passed === true ? [] : [name]))
