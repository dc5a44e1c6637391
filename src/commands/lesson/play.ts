import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import type { DiffShown } from '../../lesson/compare.ts'
import type { LessonEvent } from '../../lesson/events.ts'
import { play, type Stage } from '../../lesson/player.ts'
import type { Packages } from '../../lesson/packages.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { presentAsJson } from '../../presenters/json.ts'
import type { NumberedLesson } from '../../course/find.ts'
import { stageOf } from './stage.ts'

/** How to play. */
export interface PlayFlags {
  readonly json?: boolean
  readonly auto?: boolean
  readonly plain?: boolean
  /** False leaves progress alone. */
  readonly save?: boolean
  /** What to play on, until the learner quits; the tutor's own copies if left out. */
  readonly packages?: Packages | undefined
}

/** How a playing ended, and whether the learner wants the menu now. */
export interface Played {
  readonly code: ExitCode
  readonly wish: 'quit' | 'menu'
}

/** Plays a lesson the way flags and terminal ask for, and goes on to others if the learner does. */
export async function playOne(
  found: NumberedLesson,
  change: OptionChange,
  flags: PlayFlags,
  environment: Environment,
): Promise<Played> {
  const save = flags.save !== false
  const stage = stageOf(environment, flags.packages)
  if (flags.json) {
    return { code: await playAsJson(found, change, save && flags.auto === true, stage, environment), wish: 'quit' }
  }

  const plain = flags.plain === true || environment.accessible
  if (flags.auto || plain || !environment.interactive) {
    const { playPlainly } = await import('./play-plainly.ts')
    const asks = plain && !flags.auto
    const counts = save && (asks || flags.auto === true)
    return { code: await playPlainly(found, { change, asks, save: counts }, stage, environment), wish: 'quit' }
  }

  const { playOnScreen } = await import('./play-on-screen.ts')
  let { code, wish } = await playOnScreen(found, change, save, stage, environment)
  while (wish !== 'quit' && wish !== 'menu') ({ code, wish } = await playOnScreen(wish, {}, save, stage, environment))
  return { code, wish }
}

async function playAsJson(
  found: NumberedLesson,
  change: OptionChange,
  save: boolean,
  stage: Stage,
  environment: Environment,
): Promise<ExitCode> {
  const changed = Object.keys(change).length > 0
  const events = changed ? playWithDiff(found, change, stage) : play({ ...found, change }, stage)
  const kept = save && !changed ? await keptJourney(found, environment) : { finishedStep() {}, finished() {} }
  const held = await presentAsJson(events, (text) => void environment.stdout.write(text), kept)
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
