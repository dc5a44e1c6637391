import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { syllabus } from '../../../lessons/index.ts'
import { allHints } from '../../../src/course/take-hint.ts'
import type { WatchState } from '../../../src/terminal/watch/state.ts'
import { processEnvironment } from '../../../src/environment.ts'
import { verifyExercise } from '../../../src/workspace/verify-exercise.ts'
import { readPart } from '../../support/exercises.ts'

const exercises = await Promise.all(syllabus.map(async ({ exercise }) => (await exercise()).default))
const [first] = exercises
if (!first) throw new Error('There are no exercises.')

const environment = processEnvironment()

/** The first exercise. */
export const FIRST = first

/** What really comes of its file with this content. */
export async function verdictOn(source: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-test-'))
  const file = path.join(folder, '01-session-options.js')
  writeFileSync(file, source)
  try {
    return await verifyExercise(FIRST, file, environment)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Verdicts on its starter, and on its solution. */
export const FAILED = await verdictOn(readPart(first, 'starter.js'))
export const SOLVED = await verdictOn(readPart(first, 'solution.js'))

/** The first exercise, as it is when its starter was just written and has run. */
export const working = (changes: Partial<WatchState> = {}): WatchState => ({
  number: 1,
  title: first.title,
  file: 'work/01-session-options.js',
  gone: false,
  fresh: true,
  kept: [],
  verdict: FAILED,
  why: false,
  nested: false,
  running: false,
  hint: null,
  hints: allHints(first),
  seenHints: 0,
  view: 'exercise',
  rows: exercises.map(({ title, checks }, i) => ({
    number: i + 1,
    title,
    status: 'new',
    passed: 0,
    checks: checks.length,
  })),
  solution: 'session-tutor solution 1 --dir work',
  top: 0,
  ...changes,
})

/** The hint with this number is shown. */
export const hinted = (number: number): WatchState =>
  working({ hint: allHints(FIRST)[number - 1] ?? null, seenHints: number, top: 'hint' })

/** Another exercise is the current one. */
export const at = (number: number, changes: Partial<WatchState> = {}): WatchState =>
  working({ number, title: exercises[number - 1]?.title ?? '', ...changes })

/** As many exercises as there are, each in this state. */
export const allRows = (status: WatchState['rows'][number]['status'], passed = 0): WatchState['rows'] =>
  working().rows.map((row) => ({ ...row, status, passed }))

export const LAST = exercises.length
