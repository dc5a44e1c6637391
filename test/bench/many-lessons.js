import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { programWithLessons } from '../support/many-lessons.ts'
import { median, print, row, verdict } from './table.js'

/**
 * What lists and the menu cost with a syllabus of 1,000 lessons, beside one of 5. Only ratios of what was measured in the same minute
 * mean something, so the two take turns. Prints; never fails because a machine is slow.
 */

const ROUNDS = Number(process.argv[2] ?? 15)
const WARM_UP = 2
const COUNTS = [5, 1000]
const COMMANDS = [['list'], ['list', '--json'], ['progress'], ['progress', '--json'], ['reset', 'lesson-2']]
/** 1,000 rows are laid out and written, which takes some time. When 1,000 lessons were loaded for that, it was a ratio of 15. */
const GOAL = 1.6

const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-bench-'))
try {
  const programs = COUNTS.map((count) => {
    const place = path.join(folder, String(count))
    mkdirSync(place)
    return programWithLessons(count, place)
  })
  const state = path.join(folder, 'state')
  mkdirSync(state)
  // Somebody is in the middle of it, and broke a claim.
  const claim = 'Claim 1 of lesson 1 says what a server did.'
  writeFileSync(
    path.join(state, 'progress.jsonl'),
    `${JSON.stringify({ v: 1, at: 0, type: 'broke', lesson: 'lesson-1', claim })}\n`,
  )
  print(`${ROUNDS} rounds in turn, medians`)
  row('', ...COUNTS.map((count) => `${count} lessons`), 'ratio', 'goal')
  for (const words of COMMANDS) {
    const times = measure(programs, words, state)
    const [few = 0, many = 0] = times.map(median)
    const ratio = many / few
    row(
      words.join(' '),
      `${few.toFixed(0)} ms`,
      `${many.toFixed(0)} ms`,
      ratio.toFixed(2),
      verdict(ratio <= GOAL, GOAL),
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** @returns milliseconds of each round, for each program */
function measure(programs, words, state) {
  const times = programs.map(() => [])
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [i, program] of programs.entries()) {
      const began = performance.now()
      const { status, stderr } = spawnSync(process.execPath, [program, ...words], {
        env: { ...process.env, SESSION_TUTOR_STATE_DIR: state },
        encoding: 'utf8',
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const took = performance.now() - began
      if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`)
      if (round >= 0) times[i].push(took)
    }
  }
  return times
}
