import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { hostOf } from '../../src/workspace/host.ts'
import { processEnvironment } from '../../src/environment.ts'
import { attempt } from '../../src/exercise/attempt.ts'
import { LENT } from '../../src/exercise/lent.ts'
import { judge, type Verdict } from '../../src/exercise/judge.ts'
import type { Exercise } from '../../src/exercise/script.ts'
import { partPath, readPart as read, type Part } from '../../src/workspace/files.ts'
import { packageRoot } from '../../src/package-root.ts'
import { serverVariables } from '../../src/wire/variables.ts'
import { filesBehind } from './files-behind.ts'
import { digest, recordedAttempt, type Recorded } from './recorded-attempts.ts'
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
  return { attempt: await attempt(exercise, file, hostOf(environment), environment.interrupted), file }
}

/** Runs a source as a learner's file, in a folder of its own, and judges it. */
export async function verify(exercise: Exercise, source: string, name = 'file.js'): Promise<Verdict> {
  const { attempt: attempted, file } = await run(exercise, source, name)
  return judge(exercise, attempted, source, file)
}

/** Like {@link verify}; where the same was run before, that run is judged. NO_RECORDED_RUNS=1 runs everything, and so does CI. */
export async function verifyOnce(exercise: Exercise, source: string, name = 'file.js'): Promise<Verdict> {
  const causes = { source, name, exercise, machinery }
  const runs = (noting: Exercise) => run(noting, source, name)
  const { attempt: attempted, file } = await recordedAttempt(causes, RECORDINGS, runs)
  return judge(exercise, attempted, source, file)
}

const MODULES = path.join(packageRoot, 'node_modules')
/** What npm wrote down of all that it installed. */
const INSTALLED = path.join(MODULES, '.package-lock.json')

const RECORDINGS =
  process.env['NO_RECORDED_RUNS'] || process.env['CI'] || !existsSync(INSTALLED)
    ? null
    : path.join(MODULES, '.cache/session-tutor')

/** The sources of a package, apart from those of what it needs. */
const sourcesOf = (name: string): readonly string[] =>
  readdirSync(path.join(MODULES, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.includes('node_modules'))
    .toSorted()
    .map((file) => readFileSync(path.join(MODULES, name, file), 'utf8'))

/** What runs a learner's file, apart from the exercise: all that can make a run another one. */
const machinery = {
  ours: digest([...filesBehind(['src/exercise/attempt.ts', 'dist/src/sandbox/child/main.js'])]),
  packages: digest([existsSync(INSTALLED) ? readFileSync(INSTALLED, 'utf8') : null, ...LENT.map(sourcesOf)]),
  node: [process.version, process.platform, process.arch],
  // No file of an exercise may start a program, so where they lie makes no difference; npm adds to it.
  variables: { ...serverVariables(environment.variables), PATH: undefined },
}

/** Like {@link verify}, for a file of the exercise itself. */
export const verifyPart = (exercise: Exercise, part: Part, how = verify): Promise<Verdict> =>
  how(exercise, readPart(exercise, part), part)

/** The names of the checks that were not passed. */
export const failed = ({ checks }: Verdict): readonly string[] =>
  checks.flatMap(({ name, passed }) => (passed === true ? [] : [name]))
