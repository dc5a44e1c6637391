// Runs all tests ten times in a row (or as often as is said: `npm run test:repeat -- 3`) while every core is kept busy by a process
// of its own, and fails where a run failed.
import { spawn, spawnSync } from 'node:child_process'
import os from 'node:os'
import { fileURLToPath } from 'node:url'

const times = Number(process.argv[2] ?? 10)
if (!Number.isInteger(times) || times < 1) {
  process.stderr.write('How often is a number from 1 on.\nTry: npm run test:repeat -- 3\n')
  process.exit(2)
}

const SPIN = fileURLToPath(new URL('./spin.js', import.meta.url))
const spinners = Array.from({ length: os.availableParallelism() }, () =>
  spawn(process.execPath, [SPIN], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
)
let failed = 0
try {
  for (let round = 1; round <= times; round += 1) {
    const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=dot'], { stdio: 'inherit' })
    if (status !== 0) failed += 1
    process.stdout.write(`Round ${round} of ${times}: ${status === 0 ? 'passed' : 'failed'}.\n`)
  }
} finally {
  for (const spinner of spinners) spinner.kill('SIGKILL')
}
process.exitCode = failed === 0 ? 0 : 1
