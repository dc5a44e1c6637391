import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { failed, verifyPart } from '../support/exercises.ts'

// The whole number of runs takes minutes; `npm run test:torture` makes them all.
const RUNS = process.env['TORTURE'] ? 50 : 1

const SPIN = fileURLToPath(new URL('./spin.js', import.meta.url))

const spinners: ChildProcess[] = []

beforeAll(async () => {
  for (let core = 0; core < os.availableParallelism(); core += 1) {
    const spinner = spawn(process.execPath, [SPIN], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    spinners.push(spinner)
    await once(spinner, 'message')
  }
})

afterAll(async () => {
  await Promise.all(
    spinners.filter(isRunning).map((spinner) => {
      const gone = once(spinner, 'exit')
      spinner.kill('SIGKILL')
      return gone
    }),
  )
})

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null

// Side by side: that leaves each of them even less of a core.
test.concurrent.each(syllabus)(
  `the solution of $slug passes each time (${RUNS}) with every core busy`,
  { timeout: 600_000 },
  async (entry) => {
    const { default: exercise } = await entry.exercise()
    const misses: unknown[] = []
    for (let run = 1; run <= RUNS; run += 1) {
      const verdict = await verifyPart(exercise, 'solution.js')
      if (!verdict.passed) misses.push({ run, failed: failed(verdict), problem: verdict.problem })
    }
    expect(misses).toEqual([])
    expect(spinners.map(isRunning)).toEqual(spinners.map(() => true))
  },
)
