import { compareRuns, type RunDiff } from '../../lesson/compare.ts'
import { evidenceOf } from '../../lesson/evidence.ts'
import type { Stage } from '../../lesson/player.ts'
import { replay } from '../../lesson/replay.ts'
import type { Lesson, OptionChange, Part } from '../../lesson/script.ts'
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
  const start = normal.events.find((event) => event.event === 'lesson')
  const isWhole = exchangesIn(lesson) === exchangesIn(found.lesson)
  return {
    diff: compareRuns(change, normal.events, changed.events),
    options: start?.options ?? {},
    sentences: lesson.experiments
      .filter((experiment) => sameChange(experiment.change, change))
      .filter((experiment) => {
        const { holds, whole } = evidenceOf(experiment.holds, changed.run)
        return holds && (isWhole || !whole)
      })
      .map(({ text }) => text),
  }
}

const partsOf = ({ steps }: Lesson): readonly Part[] => steps.flatMap(({ parts }) => parts)

const exchangesIn = (lesson: Lesson): number => partsOf(lesson).filter(({ kind }) => kind === 'send').length

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
 */
export function suggestedChanges({ lesson }: NumberedLesson, reach: Reach | null): Suggestion[] {
  const claims = partsOf(reach ? lessonUpTo(lesson, reach) : lesson).filter((part) => part.kind === 'claim')
  const here = claims.filter(({ text }) => reach?.claims.includes(text))
  const breaking = (of: typeof claims) => of.flatMap(({ breaksWith }) => (breaksWith ? [breaksWith] : []))
  const first = breaking(here)
  const changes: OptionChange[] = []
  for (const change of [...first, ...lesson.experiments.map((experiment) => experiment.change), ...breaking(claims)]) {
    if (!changes.some((other) => sameChange(other, change))) changes.push(change)
  }
  return changes.map((change) => ({ change, isHere: first.some((other) => sameChange(other, change)) }))
}
