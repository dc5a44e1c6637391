import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { processEnvironment } from '../../src/environment.ts'
import { LENT } from '../../src/exercise/lent.ts'
import { packageRoot } from '../../src/package-root.ts'
import type { SandboxHost } from '../../src/sandbox/sandbox.ts'
import { hostOf } from '../../src/workspace/host.ts'
import { filesBehind } from './files-behind.ts'
import { digest } from './recorded-attempts.ts'
import { versionsBehind } from './recordings.ts'

const MODULES = path.join(packageRoot, 'node_modules')

/** The sources of a package, apart from those of what it needs. */
const sourcesOf = (name: string): readonly string[] =>
  readdirSync(path.join(MODULES, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.includes('node_modules'))
    .toSorted()
    .map((file) => readFileSync(path.join(MODULES, name, file), 'utf8'))

/** The same words and the same time on every machine. */
const SETTLED = { LANG: 'C.UTF-8', TZ: 'UTC' }

const host = hostOf(processEnvironment())
const { PATH, HOME, TMPDIR } = host.variables

/**
 * Runs files of exercises in the same environment on every machine, so that a run can be recorded on one and judged on another.
 * No file of an exercise may start a program, so where programs and homes lie makes no difference.
 */
export const settledHost: SandboxHost = { ...host, variables: { PATH, HOME, TMPDIR, ...SETTLED } }

/** All that can make the run of a file another one, apart from the file and its exercise. */
export const machinery = {
  ours: digest([...filesBehind(['src/exercise/attempt.ts', 'dist/src/sandbox/child/main.js'])]),
  packages: digest([versionsBehind(LENT.map((name) => `'${name}'`).join()), ...LENT.map(sourcesOf)]),
  node: [process.versions.node.split('.')[0], process.platform],
  variables: SETTLED,
}

/** Where runs are kept on this machine: those of each machinery in a folder of its own. */
export const RUNS = path.join(MODULES, '.cache/session-tutor')

/** The folder of the runs of this machinery. */
export const OWN_RUNS = path.join(RUNS, digest(machinery))

/** The file in which the repository has the runs of this machinery, if it has them. */
export const PACKED_RUNS = path.join(packageRoot, 'test/exercises/recorded', `${digest(machinery)}.br`)
