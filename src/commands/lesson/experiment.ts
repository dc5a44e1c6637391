import { judgeAttempt, placeOf, type Attempt } from '../../lesson/attempt.ts'
import { compareRuns, type RunDiff } from '../../lesson/compare.ts'
import { evidenceOf } from '../../lesson/evidence.ts'
import { exchangesOf, partsOf } from '../../lesson/parts.ts'
import type { Stage } from '../../lesson/stage.ts'
import { replay, type Recorded } from '../../lesson/replay.ts'
import type { Claim, Lesson, OptionChange } from '../../lesson/script.ts'
import { lessonUpTo, type Reach } from '../../lesson/up-to.ts'
import type { NumberedLesson } from '../../course/find.ts'
import type { LessonStarts } from '../../lesson/events.ts'

/** What a change did, ready to be shown. */
export interface Finding {
  readonly diff: RunDiff
  /** The options of the normal run. */
  readonly options: LessonStarts['options']
  /** What the lesson has to say about this change; each sentence was checked on the run. */
  readonly sentences: readonly string[]
}

/**
 * Plays a lesson twice, as it is and with a change, and compares the runs.
 * @param reach where to stop, so that nothing is given away; null for the whole lesson
 */
export async function tryChange(
  found: NumberedLesson,
  change: OptionChange,
  reach: Reach | null,
  stage: Stage,
): Promise<Finding> {
  const { number } = found
  const lesson = reach ? lessonUpTo(found.lesson, reach) : found.lesson
  const normal = await replay({ number, lesson, change: {} }, stage)
  const changed = await replay({ number, lesson, change }, stage)
  const isWhole = exchangesIn(lesson) === exchangesIn(found.lesson)
  return {
    diff: compareRuns(change, normal.events, changed.events),
    options: optionsOf(normal),
    sentences: lesson.experiments
      .filter((experiment) => sameChange(experiment.change, change))
      .filter((experiment) => {
        const { holds, whole } = evidenceOf(experiment.holds, changed.run)
        return holds && (isWhole || !whole)
      })
      .map(({ text }) => text),
  }
}

/**
 * Plays the step of a claim twice, with what it needs before it, and tells whether a change makes the claim false.
 * @param text the claim; the lesson must have it
 */
export async function tryToBreak(
  { number, lesson: whole }: NumberedLesson,
  text: string,
  change: OptionChange,
  stage: Stage,
): Promise<{ readonly attempt: Attempt; readonly options: LessonStarts['options'] }> {
  const place = placeOf(whole, text)
  if (!place) throw new TypeError(`The lesson does not claim ${JSON.stringify(text)}.`)
  const lesson = lessonUpTo(whole, { step: place.step, last: text })
  const normal = await replay({ number, lesson, change: {} }, stage)
  const changed = await replay({ number, lesson, change }, stage)
  return { attempt: judgeAttempt(lesson, place.claim, change, normal, changed), options: optionsOf(normal) }
}

/** The options that a run started with. */
const optionsOf = ({ events }: Recorded): LessonStarts['options'] =>
  events.find((event) => event.event === 'lesson')?.options ?? {}

/** Every claim of a lesson, in order. */
export const claimsOfLesson = (lesson: Lesson): Claim[] => partsOf(lesson).filter((part) => part.kind === 'claim')

const exchangesIn = (lesson: Lesson): number => partsOf(lesson).flatMap(exchangesOf).length

const sameChange = (a: OptionChange, b: OptionChange): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A change worth trying. */
export interface Suggestion {
  readonly change: OptionChange
  /** It breaks a claim that stands on the screen. */
  readonly isHere: boolean
}

/**
 * Changes worth trying, each once: what breaks the claims on the screen, the lesson's experiments, and what breaks claims that
 * were there before.
 * @param reach what of the lesson was shown; null for all of it
 * @param order `by name` says nothing of what each is for
 */
export function suggestedChanges(
  { lesson }: NumberedLesson,
  reach: Reach | null,
  order: 'by use' | 'by name' = 'by use',
): Suggestion[] {
  const claims = claimsOfLesson(reach ? lessonUpTo(lesson, reach) : lesson)
  const here = claims.filter(({ text }) => reach?.claims.includes(text))
  const breaking = (of: typeof claims) => of.flatMap(({ breaksWith }) => (breaksWith ? [breaksWith] : []))
  const first = breaking(here)
  const changes: OptionChange[] = []
  for (const change of [...first, ...lesson.experiments.map((experiment) => experiment.change), ...breaking(claims)]) {
    if (!changes.some((other) => sameChange(other, change))) changes.push(change)
  }
  const offered = changes.map((change) => ({ change, isHere: first.some((other) => sameChange(other, change)) }))
  if (order === 'by use') return offered
  return offered.toSorted((a, b) => JSON.stringify(a.change).localeCompare(JSON.stringify(b.change), 'en'))
}
