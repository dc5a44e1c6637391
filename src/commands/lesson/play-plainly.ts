import type { NumberedLesson } from '../../course/find.ts'
import { readExercise } from '../../course/read-exercises.ts'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { play } from '../../lesson/player.ts'
import type { Stage } from '../../lesson/stage.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { createLive } from '../../presenters/live.ts'
import { presentPlainly } from '../../presenters/plain.ts'
import type { PlainTalk } from '../../presenters/plain-talk.ts'
import { lineReader } from '../../terminal/line-reader.ts'
import { createStyle } from '../../terminal/style.ts'
import { experimentPlainly, gamePlainly, showDiff } from './change-plainly.ts'
import { keepProgress, progressStore } from './keep-progress.ts'

/** How a lesson is played as text. */
export interface PlainPlaying {
  readonly change: OptionChange
  /** Whether the learner answers the questions; else the run does. */
  readonly asks: boolean
  /** Whether the playing counts. */
  readonly save: boolean
  /** The first step to show; null for the one after what was played. */
  readonly from: number | null
}

/** Plays a lesson as text from top to bottom. @returns 1 if a claim did not hold */
export async function playPlainly(
  found: NumberedLesson,
  { change, asks, save, from: wanted }: PlainPlaying,
  stage: Stage,
  environment: Environment,
): Promise<ExitCode> {
  const changed = Object.keys(change).length > 0
  const kept = keepProgress(found.lesson, progressStore(save && !changed, environment), environment)
  const lines = asks ? lineReader(environment.stdin, environment.interrupted) : null
  const style = await createStyle(environment)
  const write = (text: string) => void environment.stdout.write(text)
  const talk: PlainTalk = {
    style,
    write,
    readLine: lines && (() => lines.next()),
    pauses: environment.stdinIsTerminal,
    journey: kept,
    from: { step: wanted ?? (asks && !changed ? kept.resumeAt : 1), page: 0 },
    chosen: new Map(),
    exercise: await readExercise(found.number, environment),
  }
  const guests: string[] = []
  try {
    for (let { from } = talk; ;) {
      const live = createLive(environment.open, guests)
      // Only a person who is waited for hears of calls.
      const callers = talk.pauses && asks ? { callers: live } : {}
      const outcome = await presentPlainly(
        play({ ...found, change }, { ...stage, ...callers }),
        { ...talk, from },
        live,
      )
      switch (outcome.kind) {
        case 'quit':
          return 0
        case 'goto':
        case 'steps':
          from = outcome.position
          break
        case 'experiment':
          from = outcome.position
          await experimentPlainly({ found, talk, kept, stage }, outcome.reach)
          break
        case 'game':
          from = outcome.position
          await gamePlainly({ found, talk, kept, stage }, outcome.claims)
          break
        case 'end':
          if (changed) await showDiff({ found, talk, kept, stage }, change, null)
          else kept.finished(asks)
          return outcome.held ? 0 : 1
      }
    }
  } finally {
    lines?.close()
  }
}
