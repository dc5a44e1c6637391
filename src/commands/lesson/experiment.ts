import { compareRuns, type RunDiff } from '../../lesson/compare.ts'
import { holds, type Stage } from '../../lesson/player.ts'
import { replay } from '../../lesson/replay.ts'
import type { OptionChange } from '../../lesson/script.ts'
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

/** Plays a lesson twice, as it is and with a change, and compares the runs. */
export async function tryChange(found: NumberedLesson, change: OptionChange, stage: Stage): Promise<Finding> {
  const normal = await replay({ ...found, change: {} }, stage)
  const changed = await replay({ ...found, change }, stage)
  const start = normal.events.find((event) => event.event === 'lesson')
  return {
    diff: compareRuns(change, normal.events, changed.events),
    options: start?.options ?? {},
    sentences: found.lesson.experiments
      .filter((experiment) => sameChange(experiment.change, change) && holds(experiment.holds, changed.run))
      .map(({ text }) => text),
  }
}

const sameChange = (a: OptionChange, b: OptionChange): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Changes worth trying in a lesson: its experiments, then what breaks its claims, each once. */
export function suggestedChanges({ lesson }: NumberedLesson): OptionChange[] {
  const fromClaims = lesson.steps.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'claim' && part.breaksWith ? [part.breaksWith] : [])),
  )
  const changes: OptionChange[] = []
  for (const change of [...lesson.experiments.map((experiment) => experiment.change), ...fromClaims]) {
    if (!changes.some((other) => sameChange(other, change))) changes.push(change)
  }
  return changes
}
