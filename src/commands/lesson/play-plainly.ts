import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { play, type Stage } from '../../lesson/player.ts'
import type { OptionChange } from '../../lesson/script.ts'
import type { Reach } from '../../lesson/up-to.ts'
import { presentPlainly, type PlainTalk } from '../../presenters/plain.ts'
import { changeText } from '../../terminal/command-lines.ts'
import { renderDiff } from '../../terminal/lesson/diff.ts'
import { createStyle, type Style } from '../../terminal/style.ts'
import { visible } from '../../terminal/text.ts'
import { suggestedChanges, tryChange } from './experiment.ts'
import type { NumberedLesson } from '../../course/find.ts'
import { keepProgress, progressStore, type KeptJourney } from './keep-progress.ts'
import { lineReader } from '../../terminal/line-reader.ts'
import { parseSet } from './parse-set.ts'
import { readExercise } from '../../course/read-exercises.ts'

/** How a lesson is played as text. */
export interface PlainPlaying {
  readonly change: OptionChange
  /** Whether the learner answers the questions; else the run does. */
  readonly asks: boolean
  /** Whether the playing counts. */
  readonly save: boolean
}

/** Plays a lesson as text from top to bottom. @returns 1 if a claim did not hold */
export async function playPlainly(
  found: NumberedLesson,
  { change, asks, save }: PlainPlaying,
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
    from: asks && !changed ? kept.resumeAt : 1,
    exercise: await readExercise(found.number, environment),
  }
  try {
    for (let { from } = talk; ;) {
      const outcome = await presentPlainly(play({ ...found, change }, stage), { ...talk, from })
      switch (outcome.kind) {
        case 'quit':
          return 0
        case 'goto':
          from = outcome.position.step
          break
        case 'experiment':
          from = outcome.position.step
          await experiment(found, outcome.reach, talk, kept, stage, style)
          break
        case 'end':
          if (changed) await showDiff(found, change, null, kept, write, stage, style)
          else kept.finished(asks)
          return outcome.held ? 0 : 1
      }
    }
  } finally {
    lines?.close()
  }
}

async function showDiff(
  found: NumberedLesson,
  change: OptionChange,
  reach: Reach | null,
  kept: KeptJourney,
  write: (text: string) => void,
  stage: Stage,
  style: Style,
): Promise<void> {
  const { diff, options, sentences } = await tryChange(found, change, reach, stage)
  kept.broke(diff.fell.map(({ text }) => text))
  write(`${renderDiff(diff, options, sentences, style, 'full')}\n\n`)
}

/** Asks for a change, from a numbered list or as one types it after --set, and shows what it does. */
async function experiment(
  found: NumberedLesson,
  reach: Reach,
  { readLine, write }: PlainTalk,
  kept: KeptJourney,
  stage: Stage,
  style: Style,
): Promise<void> {
  const ask = async (question: string): Promise<string> => {
    write(question)
    const line = await readLine?.()
    write('\n')
    return line?.trim() ?? ''
  }
  const changes = suggestedChanges(found, reach).map(({ change }) => change)
  write(`${changes.map((change, i) => `   ${i + 1}  ${changeText(change)}\n`).join('')}\n`)
  for (;;) {
    const typed = await ask(
      ' Type a number, or an option with its value, as in cookie.maxAge=5000. Enter alone goes back: ',
    )
    if (typed === '') return
    try {
      await showDiff(found, changes[Number(typed) - 1] ?? parseSet([typed]), reach, kept, write, stage, style)
      await ask(' Press Enter to go back to the lesson. ')
      return
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      write(` ${visible(error.message)}\n ${visible(error.hintFor(style))}\n\n`)
    }
  }
}
