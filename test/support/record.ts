import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { OWN_RUNS, PACKED_RUNS, RUNS } from './machinery.ts'
import { packRuns } from './packed-runs.ts'
import { OWN_PLAYS, PACKED_PLAYS, PLAYS } from './recorded-plays.ts'

/**
 * `npm run record`: really runs every exercise, plays every lesson with all its changes and on all mutants, starts each app of a cause that
 * changed, and keeps what they did in the repository.
 */

for (const folder of [RUNS, PLAYS]) rmSync(folder, { recursive: true, force: true })
const words = [
  'test/diagnosis/causes.test.ts',
  'test/exercises',
  'test/lessons/lessons.test.ts',
  'test/lessons/mutants.test.ts',
]
const { status } = spawnSync('npx', ['vitest', 'run', ...words], {
  stdio: 'inherit',
  env: { ...process.env, RECORD: '1' },
})
if (status === 0) {
  for (const [own, packed] of [
    [OWN_RUNS, PACKED_RUNS],
    [OWN_PLAYS, PACKED_PLAYS],
  ] as const) {
    rmSync(path.dirname(packed), { recursive: true, force: true })
    packRuns(own, packed)
  }
}
process.exitCode = status ?? 1
