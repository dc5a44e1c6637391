import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import type { Claim, Lesson, OptionChange, Part } from '../../src/lesson/script.ts'
import { parseSet } from '../../src/commands/lesson/parse-set.ts'
import { judgeAttempt } from '../../src/lesson/attempt.ts'
import { compareRuns } from '../../src/lesson/compare.ts'
import type { LessonEvent } from '../../src/lesson/events.ts'
import { holds } from '../../src/lesson/player.ts'
import { claimsOf, replay, runOf, type Recorded } from '../../src/lesson/replay.ts'
import { appSources, readSource } from '../../src/lesson/source.ts'
import { packageRoot } from '../../src/package-root.ts'
import { stage } from '../support/lessons.ts'
import { recordedPlay, type Play } from '../support/recorded-plays.ts'

/** For claims that no option breaks: a lesson changed otherwise, in which the claim must fall. By the claim's text. */
export type OtherBreaks = Readonly<Record<string, (lesson: Lesson) => Lesson>>

const lessons = await Promise.all(syllabus.map(async ({ slug, load }) => ({ slug, lesson: (await load()).default })))

const numberOf = (slug: string): number => syllabus.findIndex((entry) => entry.slug === slug) + 1

const partsOf = (lesson: Lesson): Part[] => lesson.steps.flatMap((step) => step.parts)
const ofKind = <K extends Part['kind']>(lesson: Lesson, kind: K) =>
  partsOf(lesson).filter((part): part is Extract<Part, { kind: K }> => part.kind === kind)

const played = new WeakMap<Lesson, Map<string, Promise<Recorded>>>()

/** Plays a lesson, or one that was made of it, unless that was recorded. */
async function record(lesson: Lesson, what: Omit<Play, 'slug'>): Promise<Recorded> {
  const { slug } = lesson
  const events = await recordedPlay({ slug, ...what }, async () => {
    return (await replay({ number: numberOf(slug), lesson, change: what.change }, stage)).events
  })
  return { events, run: runOf(events) }
}

/** A whole run. Many claims and experiments are about the same run, so each is played once. */
function playAll(lesson: Lesson, change: OptionChange = {}, otherwise?: Play['otherwise']): Promise<Recorded> {
  const runs = played.get(lesson) ?? new Map<string, Promise<Recorded>>()
  played.set(lesson, runs)
  const name = JSON.stringify(change)
  const run = runs.get(name) ?? record(lesson, { change, ...(otherwise && { otherwise }) })
  runs.set(name, run)
  return run
}

/** Servers that failed to start and requests that got no answer. */
const failuresIn = (events: readonly LessonEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.event === 'failure') return [event.message]
    return event.event === 'exchange' && event.failure ? [event.label] : []
  })

/** The claim in a run that was played to its end: one that fell because the server was gone would prove nothing. */
async function claimIn(lesson: Lesson, text: string, change: OptionChange = {}, otherwise?: Play['otherwise']) {
  const { events } = await playAll(lesson, change, otherwise)
  expect(events.filter(({ event }) => event === 'step').length).toBe(lesson.steps.length)
  // What the lesson as it is shows as a failure may be one here too; nothing else may.
  const expected = new Set(failuresIn((await playAll(lesson, {}, otherwise)).events))
  expect(failuresIn(events).filter((failure) => !expected.has(failure))).toEqual([])
  return claimsOf(events).find((claim) => claim.text === text)
}

interface Breaks {
  readonly source: string
  readonly breaks: OtherBreaks
}

async function otherBreaks(slug: string): Promise<Breaks> {
  const file = new URL(`./${slug}.breaks.ts`, import.meta.url)
  if (!existsSync(file)) return { source: '', breaks: {} }
  const { default: breaks } = (await import(file.href)) as { default: OtherBreaks }
  return { source: readFileSync(file, 'utf8'), breaks }
}

describe.each(lessons)('lesson $slug', async ({ slug, lesson }) => {
  const claims = ofKind(lesson, 'claim')
  const { source: breaking, breaks } = await otherBreaks(slug)

  test('is of the size a lesson has', () => {
    expect(lesson.slug).toBe(slug)
    expect(lesson.steps.length).toBeGreaterThanOrEqual(6)
    expect(lesson.steps.length).toBeLessThanOrEqual(14)
    expect(ofKind(lesson, 'predict').length).toBeGreaterThanOrEqual(2)
    // The journal keeps one answer a step.
    for (const { parts } of lesson.steps) expect(parts.filter(({ kind }) => kind === 'predict').length).toBeLessThan(2)
    expect(claims.length).toBeGreaterThanOrEqual(4)
    expect(lesson.experiments.length).toBeGreaterThanOrEqual(3)
    expect(lesson.summary.length).toBeLessThanOrEqual(60)
  })

  test('the end card is one screen: three lines to remember, at most four myths', () => {
    const remember = claims.flatMap((claim) => claim.remember ?? [])
    expect(remember.length).toBe(3)
    // Beside their name, and within a line of 76 columns.
    for (const line of remember) expect(line.length).toBeLessThanOrEqual(64)
    expect(claims.filter((claim) => claim.myth !== undefined).length).toBeLessThanOrEqual(4)
  })

  test('its last step says what to write in an app, in a few lines of one that runs', async () => {
    const { title, parts } = lesson.steps.at(-1) ?? { title: '', parts: [] }
    expect(title).toBe('In your app')
    const regions = parts.flatMap((part) => (part.kind === 'code' && part.region !== undefined ? [part] : []))
    const sources = regions.map(({ file, region }) => readSource(lesson, file, region, packageRoot))
    const lengths = sources.map(({ text }) => text.split('\n').length)
    expect(lengths.filter((length) => length >= 3 && length <= 6)).not.toEqual([])
    // On what runs there.
    expect(parts.filter(({ kind }) => kind === 'claim').length).toBeGreaterThan(0)
    const started = [...ofKind(lesson, 'restart'), ...ofKind(lesson, 'deploy')]
    const apps = started.map(({ app }) => `${app ?? 'app'}.ts`)
    for (const { file } of regions) expect(['app.ts', ...apps]).toContain(file)
  })

  test('labels and claims are told apart by their text', () => {
    const labels = partsOf(lesson).flatMap((part) => ('label' in part ? [part.label] : []))
    expect(new Set(labels).size).toBe(labels.length)
    const texts = claims.map((claim) => claim.text)
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('every claim holds, and each question has exactly one right answer', async () => {
    const { events } = await playAll(lesson)
    expect(claimsOf(events).filter((claim) => !claim.holds)).toEqual([])
    const verdicts = events.filter((event) => event.event === 'verdict')
    expect(verdicts.map((verdict) => verdict.answer)).not.toContain(null)
    expect(verdicts.length).toBe(ofKind(lesson, 'predict').length)
  })

  test('two runs without a change do not differ', async () => {
    const again = await record(lesson, { change: {}, again: true })
    expect(compareRuns({}, (await playAll(lesson)).events, again.events)).toMatchObject({
      exchanges: [],
      starts: [],
      notSent: [],
      fell: [],
    })
  })

  test.each(claims.filter((claim) => claim.breaksWith !== null))('falls: $text', async (claim: Claim) => {
    expect(await claimIn(lesson, claim.text, claim.breaksWith ?? {})).toMatchObject({ holds: false })
  })

  test.each(claims.filter((claim) => claim.breaksWith !== null))('the known change counts: $text', async (known) => {
    const change = known.breaksWith ?? {}
    const [normal, changed] = [await playAll(lesson), await playAll(lesson, change)]
    expect(judgeAttempt(lesson, known, change, normal, changed)).toMatchObject({ verdict: 'broken', why: '' })
  })

  /** Several claims may fall in the same other lesson: it is played once. */
  const changed = new Map<(lesson: Lesson) => Lesson, { readonly lesson: Lesson; readonly name: string }>()
  const unbroken = claims.filter((claim) => claim.breaksWith === null)
  if (unbroken.length > 0) {
    test.each(unbroken)('falls otherwise: $text', async (claim: Claim) => {
      const change = breaks[claim.text]
      if (!change) throw new Error(`${slug}.breaks.ts says nothing about this claim`)
      const other = changed.get(change) ?? { lesson: change(lesson), name: claim.text }
      changed.set(change, other)
      const otherwise = { source: breaking, name: other.name }
      expect(await claimIn(other.lesson, claim.text, {}, otherwise)).toMatchObject({ holds: false })
    })
  }

  test('every part of an app that is marked to be shown is shown', () => {
    const shown = new Set(ofKind(lesson, 'code').map(({ region }) => region))
    const marked = appSources(lesson, packageRoot).flatMap((source) =>
      [...source.matchAll(/\/\/ #region (\S+)/g)].map(([, name]) => name),
    )
    expect(marked.filter((name) => !shown.has(name))).toEqual([])
  })

  test('every change that a lesson names can be typed after --set', () => {
    const changes = [
      ...lesson.experiments.map(({ change }) => change),
      ...claims.flatMap(({ breaksWith }) => (breaksWith ? [breaksWith] : [])),
    ]
    for (const change of changes) {
      const words = Object.entries(change).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      expect(parseSet(words)).toEqual(change)
    }
  })

  test.each(lesson.experiments)('experiment: $text', async ({ change, holds: condition }) => {
    expect(holds(condition, (await playAll(lesson, change)).run)).toBe(true)
    // The sentence is about the change, so it must be false without it.
    expect(holds(condition, (await playAll(lesson)).run)).toBe(false)
  })
})
