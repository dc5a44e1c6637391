import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Event } from '../../../src/commands/watch/reducer.ts'
import { createRuns, type Runs } from '../../../src/commands/watch/runs.ts'
import { findExercise } from '../../../src/course/find.ts'
import { readPart } from '../../support/exercises.ts'
import { pipedEnvironment, temporaryFolder } from '../../support/run.ts'

const found = await findExercise('1', 'watch')
const SOLUTION = readPart(found.exercise, 'solution.js')
const LOOP = 'for (;;) {}\n'

/** Tests run side by side, and nothing runs any more when all are through. */
const begun: Runs[] = []
afterAll(() => Promise.all(begun.map((runs) => runs.close())))

/** Runs of the first exercise, and what is told of them. */
function follow(interrupted = new AbortController().signal) {
  const { environment } = pipedEnvironment({ interrupted })
  const folder = temporaryFolder()
  const file = path.join(folder, '01-session-options.js')
  const told: Event[] = []
  let changed = () => {}
  const runs = createRuns(folder, environment, (event) => {
    told.push(event)
    changed()
  })
  begun.push(runs)
  return {
    file,
    runs,
    told,
    start(run: number, source: string) {
      writeFileSync(file, source)
      runs.start(run, found)
    },
    /** Waits for an event. */
    until: (type: Event['type'], run?: number) =>
      new Promise<void>((resolve) => {
        changed = () => {
          if (
            told.some((event) => event.type === type && (run === undefined || ('run' in event && event.run === run)))
          ) {
            resolve()
          }
        }
        changed()
      }),
  }
}

const kinds = (told: readonly Event[]): readonly string[] =>
  told.map((event) => ('run' in event ? `${event.type} ${event.run}` : event.type))

test.concurrent('an endless loop is given up when the next run begins: nobody waits until it is judged', async () => {
  const { start, told, until } = follow()
  start(1, LOOP)
  await until('running', 1)
  start(2, SOLUTION)
  await until('judged', 2)
  expect(kinds(told)).toEqual(['running 1', 'running 2', 'judged 2'])
  expect(told.at(-1)).toMatchObject({ verdict: { passed: true }, changed: false })
})

test.concurrent('of runs that are started at once only the last begins', async () => {
  const { start, told, until } = follow()
  for (let run = 1; run <= 5; run += 1) start(run, SOLUTION)
  await until('judged', 5)
  expect(kinds(told)).toEqual(['running 5', 'judged 5'])
})

test.concurrent('closing gives a run up, and waits until its process is gone', async () => {
  const { runs, start, told, until } = follow()
  start(1, LOOP)
  await until('running', 1)
  await runs.close()
  expect(kinds(told)).toEqual(['running 1'])
})

test.concurrent('a file that changes while it runs is told of', async () => {
  const { file, start, told, until } = follow()
  start(1, SOLUTION)
  await until('running', 1)
  writeFileSync(file, `${SOLUTION}// more\n`)
  await until('judged', 1)
  expect(told.at(-1)).toMatchObject({ changed: true })
})

test.concurrent('without a file there is nothing to run', async () => {
  const { runs, told, until } = follow()
  runs.start(1, found)
  await until('gone', 1)
  expect(kinds(told)).toEqual(['gone 1'])
})

test.concurrent('an interruption ends it', async () => {
  const controller = new AbortController()
  const { start, told, until } = follow(controller.signal)
  start(1, LOOP)
  await until('running', 1)
  controller.abort(new Error('Interrupted'))
  await until('failed')
  expect(kinds(told)).toEqual(['running 1', 'failed'])
})
