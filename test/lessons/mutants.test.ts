import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { holds } from '../../src/lesson/player.ts'
import { findInstalled, packagesOf } from '../../src/lesson/packages.ts'
import { claimsOf, replay, runOf } from '../../src/lesson/replay.ts'
import type { OptionChange } from '../../src/lesson/script.ts'
import { stage } from '../support/lessons.ts'
import { copyPackage, type Edit } from '../support/packages.ts'
import { recordedPlay } from '../support/recorded-plays.ts'
import { mutants } from './mutants/index.ts'

const lessons = await Promise.all(
  syllabus.map(async ({ slug, load }, i) => ({ number: i + 1, slug, lesson: (await load()).default })),
)

/** A lesson of the syllabus. */
function lessonOf(slug: string) {
  const found = lessons.find((entry) => entry.slug === slug)
  if (!found) throw new Error(`There is no lesson ${slug}.`)
  return found
}

/**
 * Plays a lesson on the express-session of a folder. Its apps are loaded at each start, and import this one: a process loads a
 * package once, but each folder has another. That `--with` plays on a folder is shown elsewhere.
 */
async function play(slug: string, folder: string, change: OptionChange = {}): Promise<readonly LessonEvent[]> {
  const load = createRequire(path.join(folder, 'importer.js'))
  // What an app imports from a file beside it would still have the last one.
  vi.resetModules()
  vi.doMock('express-session', () => ({ default: load('express-session') as unknown }))
  const packages = packagesOf(findInstalled(folder), folder, process.version)
  const { number, lesson } = lessonOf(slug)
  return (await replay({ number, lesson, change }, { ...stage, packages })).events
}

/** What went wrong in a run: apps that did not start, requests without an answer. */
const failuresIn = (events: readonly LessonEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.event === 'failure') return [event.message]
    return event.event === 'exchange' && event.failure ? [event.label] : []
  })

/** The answer that came true to each question, and whether the lesson's own reasons were given. */
function answersIn(events: readonly LessonEvent[]) {
  const answers = new Map<string, { readonly answer: number | null; readonly hasReasons: boolean }>()
  let question = ''
  for (const event of events) {
    if (event.event === 'predict') question = event.question
    if (event.event === 'verdict') answers.set(question, { answer: event.answer, hasReasons: event.reasons.length > 0 })
  }
  return answers
}

/** The sentences about a change that are not true of a run with it. */
function untrueOf(slug: string, change: OptionChange, events: readonly LessonEvent[]): readonly string[] {
  const about = lessonOf(slug).lesson.experiments.filter((experiment) => isDeepStrictEqual(experiment.change, change))
  expect(about.length).toBeGreaterThan(0)
  return about.filter((experiment) => !holds(experiment.holds, runOf(events))).map(({ text }) => text)
}

const unchanged = new Map<string, readonly LessonEvent[]>()
const unchangedOf = (slug: string): readonly LessonEvent[] => unchanged.get(slug) ?? []

let place = ''

/** Copies express-session, changed, to a folder of its own. */
function installed(name: string, edits?: readonly Edit[]): string {
  const folder = path.join(place, name.replaceAll(/\W+/g, '-'))
  mkdirSync(folder)
  copyPackage('express-session', folder, edits)
  return folder
}

beforeAll(async () => {
  place = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'session-tutor-mutants-')))
  // One of the mutants warns where the lesson expects no warning.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const folder = installed('as it is')
  for (const { slug } of syllabus) {
    const asItIs = { slug, change: {}, edits: [] }
    // oxlint-disable-next-line no-await-in-loop -- one process plays one lesson at a time
    unchanged.set(slug, await recordedPlay(asItIs, () => play(slug, folder)))
  }
  return () => rmSync(place, { recursive: true, force: true })
})

test.each(syllabus)('$slug holds on a copy of express-session as it is', ({ slug }) => {
  expect(claimsOf(unchangedOf(slug)).length).toBeGreaterThan(0)
  expect(claimsOf(unchangedOf(slug)).filter((claim) => !claim.holds)).toEqual([])
})

describe('an express-session that', () => {
  test.each(mutants)('$name', async ({ name, lesson: slug, edits, experiment, fails = false }) => {
    const change = experiment ?? {}
    const events = await recordedPlay({ slug, change, edits }, () => play(slug, installed(name, edits), change))
    expect(events.at(-1)).toMatchObject({ event: 'end' })
    // A claim that falls because the app is gone says nothing. A change may well fail: that is what experiments show.
    const known = failuresIn(experiment ? events : unchangedOf(slug))
    const failed = failuresIn(events).filter((failure) => !known.includes(failure))
    expect(failed.length > 0).toBe(fails)

    const wrong = experiment
      ? untrueOf(slug, experiment, events)
      : claimsOf(events).flatMap(({ text, holds: isTrue, reached }) => (isTrue || !(reached || fails) ? [] : [text]))
    expect(wrong).not.toEqual([])

    // Reasons are given only where they are true: where what comes out is what the lesson is written for.
    const before = answersIn(unchangedOf(slug))
    const reasoned = [...answersIn(events)].filter(([, { hasReasons }]) => hasReasons)
    expect(reasoned.filter(([question, { answer }]) => answer !== before.get(question)?.answer)).toEqual([])
  })
})
