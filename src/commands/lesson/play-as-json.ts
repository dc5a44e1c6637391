import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import type { DiffShown } from '../../lesson/compare.ts'
import type { LessonEvent } from '../../lesson/events.ts'
import { play } from '../../lesson/player.ts'
import type { Stage } from '../../lesson/stage.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { presentAsJson } from '../../presenters/json.ts'
import type { NumberedLesson } from '../../course/find.ts'

/** How a lesson is played as JSON. */
export interface JsonPlaying {
  readonly change: OptionChange
  /** Whether the playing counts. */
  readonly save: boolean
  /** The first step to print. */
  readonly from: number
}

/** Plays a lesson and prints what happens, one JSON object a line. @returns 1 if a claim did not hold */
export async function playAsJson(
  found: NumberedLesson,
  { change, save, from }: JsonPlaying,
  stage: Stage,
  environment: Environment,
): Promise<ExitCode> {
  const changed = Object.keys(change).length > 0
  const events = changed ? playWithDiff(found, change, stage) : play({ ...found, change }, stage)
  const kept = save && !changed ? await keptJourney(found, environment) : { finishedStep() {}, finished() {} }
  const held = await presentAsJson(events, (text) => void environment.stdout.write(text), kept, from)
  if (!environment.interrupted.aborted) kept.finished(false)
  return held ? 0 : 1
}

/** Loaded only for a playing that counts. */
async function keptJourney({ lesson }: NumberedLesson, environment: Environment) {
  const { keepProgress, progressStore } = await import('./keep-progress.ts')
  return keepProgress(lesson, progressStore(true, environment), environment)
}

/** The events of a changed run, with what the change did before the last of them. */
async function* playWithDiff(
  found: NumberedLesson,
  change: OptionChange,
  stage: Stage,
): AsyncGenerator<LessonEvent | DiffShown> {
  const [{ compareRuns }, { replay }] = await Promise.all([
    import('../../lesson/compare.ts'),
    import('../../lesson/replay.ts'),
  ])
  const normal = await replay({ ...found, change: {} }, stage)
  const changed: LessonEvent[] = []
  for await (const event of play({ ...found, change }, stage)) {
    changed.push(event)
    if (event.event === 'end') {
      const { fell, still, notReached, ...diff } = compareRuns(change, normal.events, changed)
      const texts = (claims: readonly { readonly text: string }[]) => claims.map(({ text }) => text)
      yield { event: 'diff', ...diff, fell: texts(fell), still: texts(still), notReached: texts(notReached) }
    }
    yield event
  }
}
