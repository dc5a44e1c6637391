import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { readJournal } from '../../src/progress/journal.ts'
import { temporaryFolder } from '../support/run.ts'

// The whole number of rounds takes minutes; `npm run test:torture` plays them all.
const KILLS = process.env['TORTURE'] ? 200 : 5
const AT_ONCE = process.env['TORTURE'] ? 20 : 5

/** Plays a lesson in a process of its own; `--json` prints a step's event after the step before it was recorded. */
function playLesson(slug: string, stateFolder: string) {
  const child = spawn(
    process.execPath,
    [path.join(packageRoot, 'bin/session-tutor.js'), 'lesson', slug, '--auto', '--json'],
    { env: { ...process.env, SESSION_TUTOR_STATE_DIR: stateFolder }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  /** Steps that were over when the last whole line was printed. */
  const finishedSteps = (): number => {
    const lines = printed.split('\n').slice(0, -1)
    const events = lines.map((line) => JSON.parse(line) as { event: string; number: number; of: number })
    const last = events.findLast(({ event }) => event === 'step')
    if (!last) return 0
    return events.at(-1)?.event === 'end' ? last.of : last.number - 1
  }
  return { child, ended, finishedSteps, hasPrinted: (length: number) => printed.length >= length }
}

const stepsIn = (stateFolder: string, slug: string): number[] =>
  readJournal(path.join(stateFolder, 'progress.jsonl')).entries.flatMap((entry) =>
    entry.type === 'step' && entry.lesson === slug ? [entry.step] : [],
  )

test.concurrent(`${KILLS} kills while lessons are played lose no finished step`, { timeout: 600_000 }, async () => {
  const stateFolder = temporaryFolder()
  let killed = 0
  for (let round = 0; round < KILLS; round += 1) {
    const slug = syllabus[round % syllabus.length]?.slug ?? ''
    const before = stepsIn(stateFolder, slug).length
    const playing = playLesson(slug, stateFolder)
    // A random moment, in what was printed so far rather than in time: it lies inside the playing on any machine.
    const moment = Math.floor(Math.random() * 40_000)
    playing.child.stdout.on('data', () => {
      if (playing.hasPrinted(moment)) playing.child.kill('SIGKILL')
    })
    if ((await playing.ended) === null) killed += 1
    const recorded = stepsIn(stateFolder, slug).slice(before)
    const finished = playing.finishedSteps()
    expect(recorded.slice(0, finished)).toEqual(Array.from({ length: finished }, (_, i) => i + 1))
  }
  expect(killed).toBeGreaterThan(0)
})

test.concurrent(`${AT_ONCE} processes that finish lessons at once lose nothing`, { timeout: 600_000 }, async () => {
  const stateFolder = temporaryFolder()
  const slugs = Array.from({ length: AT_ONCE }, (_, i) => syllabus[i % syllabus.length]?.slug ?? '')
  const playings = slugs.map((slug) => playLesson(slug, stateFolder))
  expect(await Promise.all(playings.map(({ ended }) => ended))).toEqual(slugs.map(() => 0))
  const { entries } = readJournal(path.join(stateFolder, 'progress.jsonl'))
  const done = entries.flatMap((entry) => (entry.type === 'done' ? [entry.lesson] : []))
  expect(done.toSorted()).toEqual(slugs.toSorted())
  const steps = entries.filter(({ type }) => type === 'step').length
  const lessons = await Promise.all(syllabus.map(async ({ load }) => (await load()).default))
  const expected = slugs.map((slug) => lessons.find((lesson) => lesson.slug === slug)?.steps.length ?? 0)
  expect(steps).toBe(expected.reduce((sum, length) => sum + length, 0))
})
