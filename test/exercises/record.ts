import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { OWN_RUNS, PACKED_RUNS, RUNS } from '../support/machinery.ts'
import { packRuns } from '../support/packed-runs.ts'

/** `npm run record`: really runs every exercise, and each app of a cause that changed, and keeps what they did in the repository. */

rmSync(RUNS, { recursive: true, force: true })
const words = ['vitest', 'run', 'test/diagnosis/causes.test.ts', 'test/exercises']
const { status } = spawnSync('npx', words, { stdio: 'inherit', env: { ...process.env, RECORD: '1' } })
if (status === 0) {
  rmSync(path.dirname(PACKED_RUNS), { recursive: true, force: true })
  packRuns(OWN_RUNS, PACKED_RUNS)
}
process.exitCode = status ?? 1
