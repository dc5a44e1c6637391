import type { Environment } from '../environment.ts'
import type { ExitCode } from '../errors.ts'
import type { DiffShown } from '../lesson/compare.ts'
import type { LessonEvent } from '../lesson/events.ts'
import { play, type Stage } from '../lesson/player.ts'
import type { OptionChange } from '../lesson/script.ts'
import type { LessonFlags } from '../program.ts'
import { findLesson, type NumberedLesson } from './find-lesson.ts'

/**
 * Plays one lesson: at a terminal page by page, with `--plain` as questions and text, with `--json` as events, and
 * otherwise as a transcript that asks and records nothing.
 * @throws UserError for an unknown lesson or option
 */
export async function lesson(name: string, flags: LessonFlags, environment: Environment): Promise<ExitCode> {
  const change = flags.set ? (await import('./parse-set.ts')).parseSet(flags.set) : {}
  return playOne(await findLesson(name), change, flags, environment)
}

/** The flags that say how to play. */
export type PlayFlags = Omit<LessonFlags, 'set'>

/** Plays a lesson the way flags and terminal ask for, and goes on to others if the learner does. */
export async function playOne(
  found: NumberedLesson,
  change: OptionChange,
  flags: PlayFlags,
  environment: Environment,
): Promise<ExitCode> {
  const save = flags.save !== false
  if (flags.json) return playAsJson(found, change, save && flags.auto === true, environment)

  const plain = flags.plain === true || environment.accessible
  if (flags.auto || plain || !environment.interactive) {
    const { playPlainly } = await import('./play-plainly.ts')
    const asks = plain && !flags.auto
    return playPlainly(found, { change, asks, save: save && (asks || flags.auto === true) }, environment)
  }

  const { playOnScreen } = await import('./play-lesson.ts')
  let { code, wish } = await playOnScreen(found, change, save, environment)
  while (wish !== 'quit' && wish !== 'menu') ({ code, wish } = await playOnScreen(wish, {}, save, environment))
  if (wish === 'menu') return (await import('./menu.ts')).menu({}, environment)
  return code
}

async function playAsJson(
  found: NumberedLesson,
  change: OptionChange,
  save: boolean,
  environment: Environment,
): Promise<ExitCode> {
  const [{ presentAsJson }, { stageOf }, { keepProgress, progressStore }] = await Promise.all([
    import('../presenters/json.ts'),
    import('./stage.ts'),
    import('./keep-progress.ts'),
  ])
  const stage = stageOf(environment)
  const changed = Object.keys(change).length > 0
  const events = changed ? playWithDiff(found, change, stage) : play({ ...found, change }, stage)
  const kept = keepProgress(found.lesson, progressStore(save && !changed, environment), environment)
  const held = await presentAsJson(events, (text) => void environment.stdout.write(text), kept)
  if (!environment.interrupted.aborted) kept.finished(false)
  return held ? 0 : 1
}

/** The events of a changed run, with what the change did before the last of them. */
async function* playWithDiff(
  found: NumberedLesson,
  change: OptionChange,
  stage: Stage,
): AsyncGenerator<LessonEvent | DiffShown> {
  const [{ compareRuns }, { replay }] = await Promise.all([
    import('../lesson/compare.ts'),
    import('../lesson/replay.ts'),
  ])
  const normal = await replay({ ...found, change: {} }, stage)
  const changed: LessonEvent[] = []
  for await (const event of play({ ...found, change }, stage)) {
    changed.push(event)
    if (event.event === 'end') {
      const { fell, still, ...diff } = compareRuns(change, normal.events, changed)
      yield { event: 'diff', ...diff, fell: fell.map(({ text }) => text), still: still.map(({ text }) => text) }
    }
    yield event
  }
}
