import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { openProgress, type ProgressStore } from '../../progress/open.ts'
import { lessonProgress } from '../../progress/progress.ts'
import type { HintShown } from '../../terminal/watch/watch.ts'
import { findExercise, type NumberedExercise } from '../../course/find.ts'
import { tellProblem } from '../../course/read-lessons.ts'

/**
 * Shows one more hint for an exercise each time; when all have been shown, all of them again. If it cannot be saved which
 * was shown, standard error says so.
 * @param name the lesson's number or name
 * @throws UserError when there is no such lesson
 */
export async function hint(
  name: string,
  _flags: Readonly<Record<string, never>>,
  environment: Environment,
): Promise<ExitCode> {
  const found = await findExercise(name, 'hint')
  const { number, slug, exercise } = found
  const store = openProgress(environment.stateFolder, () => environment.now())
  const solved = lessonProgress(store.read(), slug).exercise.status === 'solved'
  const taken = takeHint(found, store)
  tellProblem(store, environment)

  const [{ renderHints }, { createStyle }] = await Promise.all([
    import('../../terminal/exercise/hints.ts'),
    import('../../terminal/style.ts'),
  ])
  const hints = taken ? [taken] : exercise.hints.map((_, i) => hintAt(exercise.hints, i + 1))
  const style = await createStyle(environment)
  const saved = store.problem === null
  environment.stdout.write(
    renderHints({ number, title: exercise.title, hints, again: taken === null, solved, saved }, style),
  )
  return 0
}

/**
 * The next hint that was not shown yet. It is recorded as shown; where that fails, `problem` of the store says why.
 * @param shown the highest number of a hint that this process showed: where nothing is saved, the journal does not know it
 * @returns null when all have been shown
 */
export function takeHint({ slug, exercise }: NumberedExercise, store: ProgressStore, shown = 0): HintShown | null {
  const number = Math.max(shown, lessonProgress(store.read(), slug).exercise.hints) + 1
  if (number > exercise.hints.length) return null
  store.record({ type: 'hint', lesson: slug, hint: number })
  return hintAt(exercise.hints, number)
}

const hintAt = (hints: readonly string[], number: number): HintShown => ({
  number,
  of: hints.length,
  text: hints[number - 1] ?? '',
})
