import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outcome } from './fuzz-pastes.ts'
import { knownPastes } from './known-pastes.ts'
import { createDice, LONGEST, pasteOf } from './paste-maker.ts'

// A million of them takes an hour; `npm run test:torture` tries them all, PASTES=<number> as many as one likes, and SEED=<number> others.
const COUNT = Number(process.env['PASTES'] ?? (process.env['TORTURE'] ? 1_000_000 : 500))
const FIRST = Number(process.env['SEED'] ?? 1)

/** Longer takes no paste of 10 KB, in milliseconds of its process. */
const LONGEST_TIME = 200

const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-fuzz-'))
const program = path.join(folder, 'fuzz.mjs')
const pastes = path.join(folder, 'pastes.json')

beforeAll(async () => {
  writeFileSync(pastes, JSON.stringify(knownPastes))
  // As one file it runs without a loader, which takes more time than the pastes.
  await build({
    input: path.join(import.meta.dirname, 'fuzz-pastes.ts'),
    platform: 'node',
    checks: { ineffectiveDynamicImport: false },
    output: { file: program, codeSplitting: false },
    logLevel: 'silent',
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(
  `${COUNT.toLocaleString('en')} pastes are read and drawn, each at one width from 1 to 200`,
  { timeout: 24 * 60 * 60 * 1000 },
  async () => {
    const workers = os.availableParallelism()
    const share = Math.ceil(COUNT / workers)
    const outcomes = await Promise.all(
      Array.from({ length: workers }, async (_, i) => {
        const range = [String(FIRST + i * share), String(Math.min(share, COUNT - i * share))]
        const { stdout } = await promisify(execFile)(process.execPath, [program, pastes, ...range], {
          maxBuffer: 64 * 1024 * 1024,
        })
        return JSON.parse(stdout) as Outcome
      }),
    )
    expect(outcomes.flatMap(({ faults }) => faults)).toEqual([])
    const slowest = outcomes.map((outcome) => outcome.slowest).toSorted((one, other) => other.ms - one.ms)[0]
    // What a machine takes is printed; it counts only where all of them are tried.
    process.stdout.write(`The slowest: seed ${slowest?.seed}, ${slowest?.ms.toFixed(0)} ms\n`)
    expect(slowest?.ms).toBeLessThan(process.env['TORTURE'] ? LONGEST_TIME : Infinity)
  },
)

test('the same seed makes the same paste, and no paste is too long', () => {
  const some = Array.from({ length: 300 }, (_, seed) => pasteOf(seed, knownPastes))
  expect(some).toEqual(Array.from({ length: 300 }, (_, seed) => pasteOf(seed, knownPastes)))
  expect(new Set(some).size).toBeGreaterThan(250)
  expect(Math.max(...some.map((text) => text.length))).toBeLessThanOrEqual(LONGEST)
})

test('chance is spread evenly', () => {
  const dice = createDice(7)
  const counts = Array<number>(10).fill(0)
  for (let i = 0; i < 10_000; i += 1) {
    const at = dice.roll(10)
    counts[at] = (counts[at] ?? 0) + 1
  }
  expect(Math.min(...counts)).toBeGreaterThan(850)
  expect(Math.max(...counts)).toBeLessThan(1150)
})
