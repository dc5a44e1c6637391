import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import type { ClaimChecked } from '../../lesson/events.ts'
import { play, type Stage } from '../../lesson/player.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { scoreOf, type Outcome, type Position } from '../../presenters/journey.ts'
import { presentOnScreen } from '../../presenters/screen.ts'
import { QUIT, showText } from '../../presenters/turn-page.ts'
import { createPrompts } from '../../terminal/prompts.ts'
import { renderDiff } from '../../terminal/lesson/diff.ts'
import { renderEnd } from '../../terminal/lesson/end.ts'
import { renderHeading } from '../../terminal/lesson/heading.ts'
import { listLook } from '../../terminal/lesson/question.ts'
import { createStyle } from '../../terminal/style.ts'
import { doExercises } from '../watch/do-exercises.ts'
import { experimentDialogue, tryChange } from './experiment.ts'
import { allLessons, type NumberedLesson } from '../../course/find.ts'
import { keepProgress, progressStore } from './keep-progress.ts'
import { readExercise } from '../../course/read-exercises.ts'

/** How a playing at a terminal ended, and what the learner wants now. */
export interface Sat {
  readonly code: ExitCode
  readonly wish: 'quit' | 'menu' | NumberedLesson
}

/**
 * Plays a lesson at a terminal, from where the learner left it. Going back, playing again and changing an option are all
 * the same: the lesson is played anew on a fresh server, silently up to the place.
 * @param change options to change; then the lesson starts at its beginning, and ends with what the change did
 */
export async function playOnScreen(
  found: NumberedLesson,
  change: OptionChange,
  save: boolean,
  stage: Stage,
  environment: Environment,
): Promise<Sat> {
  const { number, lesson } = found
  const changed = Object.keys(change).length > 0
  const playedOn = { versions: stage.packages.versions, with: stage.packages.elsewhere }
  const store = progressStore(save, environment)
  const kept = keepProgress(lesson, store, environment)
  // A run with other options is an experiment: it counts for no step.
  const journey = changed ? { ...kept, finishedStep() {}, answered() {} } : kept
  const claims = new Map<string, ClaimChecked>()
  const desk = {
    prompts: createPrompts(environment),
    write: (text: string) => void environment.stdout.write(text),
    style: () => createStyle(environment),
    journey,
    chosen: new Map<number, number>(),
    onClaim: (claim: ClaimChecked) => void claims.set(claim.text, claim),
  }

  let position: Position = { step: changed ? 1 : kept.resumeAt, page: 0 }
  for (;;) {
    const events = play({ number, lesson, change }, stage)
    const outcome: Outcome = await presentOnScreen(events, desk, position)
    environment.interrupted.throwIfAborted()
    if (outcome.kind === 'quit') return { code: 0, wish: 'quit' }
    if (outcome.kind === 'goto') position = outcome.position
    if (outcome.kind === 'experiment') {
      position = outcome.position
      if (!(await experimentDialogue(found, stage, desk))) return { code: 0, wish: 'quit' }
    }
    if (outcome.kind === 'end') {
      const code = outcome.held ? 0 : 1
      if (changed) {
        const { diff, options, sentences } = await tryChange(found, change, stage)
        journey.broke(diff.fell.map(({ text }) => text))
        const style = await desk.style()
        await showText(renderDiff(diff, options, sentences, style, 'brief'), desk, style)
        return { code, wish: 'quit' }
      }
      kept.finished(true)
      return { code, wish: await endCard() }
    }
  }

  /** Shows what was learned, and asks what comes next. */
  async function endCard(): Promise<Sat['wish']> {
    const next = (await allLessons()).find((other) => other.number === number + 1)
    for (;;) {
      const style = await desk.style()
      const exercise = await readExercise(number, environment)
      const { broken } = kept
      const card = renderEnd(
        {
          number,
          claims: [...claims.values()],
          score: scoreOf(kept.answers),
          broken,
          exercise,
          folder: playedOn.with?.folder,
        },
        style,
      )
      const ways: readonly (readonly [string, Sat['wish'] | 'exercise' | 'experiment'])[] = [
        ...(next ? [[`Next: ${next.number}, ${next.lesson.title}`, next] as const] : []),
        ['Do the exercise', 'exercise'],
        ['Break another claim', 'experiment'],
        ['Menu', 'menu'],
        ['Quit', 'quit'],
      ]
      // The ways must stand below the last part of the card, not push it out of the window.
      const room = { ...style, rows: style.rows - ways.length - 1 }
      if (
        await showText(
          `${renderHeading({ number, title: lesson.title, change, playedOn }, 'done', style)}\n\n${card}`,
          desk,
          room,
          [QUIT],
        )
      )
        return 'quit'
      const answer = await desk.prompts.choose({
        ...listLook(style),
        head: '',
        fleeting: true,
        choices: ways.map(([text]) => text),
        keys: [QUIT],
      })
      const way = 'index' in answer ? (ways[answer.index]?.[1] ?? 'quit') : 'quit'
      if (way === 'exercise') await doExercises(String(number), environment)
      else if (way !== 'experiment') return way
      else if (!(await experimentDialogue(found, stage, desk))) return 'quit'
    }
  }
}
