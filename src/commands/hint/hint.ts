import { progressOf, tellProblem } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { lastExercise, lessonProgress, type Progress } from '../../progress/progress.ts'
import { findExercise, places } from '../../course/find.ts'
import { allHints, takeHint } from '../../course/take-hint.ts'

/**
 * Shows one more hint for an exercise each time; when all have been shown, all of them again. If it cannot be saved which
 * was shown, standard error says so.
 * @param name the lesson's number or name; undefined for the exercise that `verify` or `watch` checked last, or else
 * the first that is not solved
 * @throws UserError when there is no such lesson
 */
export async function hint(
  name: string | undefined,
  _flags: Readonly<Record<string, never>>,
  environment: Environment,
): Promise<ExitCode> {
  const store = progressOf(environment)
  const found = await findExercise(name ?? slugToHint(store.read()), 'hint')
  const { number, slug, exercise } = found
  const solved = lessonProgress(store.read(), slug).exercise.status === 'solved'
  const taken = takeHint(found, store)
  tellProblem(store, environment)

  const [{ renderHints }, { createStyle }] = await Promise.all([
    import('../../terminal/exercise/hints.ts'),
    import('../../terminal/style.ts'),
  ])
  const hints = taken ? [taken] : allHints(exercise)
  const style = await createStyle(environment)
  const saved = store.problem === null
  environment.stdout.write(
    renderHints({ number, title: exercise.title, hints, again: taken === null, solved, saved }, style),
  )
  return 0
}

/** The exercise that was checked last, or else the first that is not solved. */
function slugToHint(progress: Progress): string {
  const open = places.find(({ slug }) => lessonProgress(progress, slug).exercise.status !== 'solved')
  return lastExercise(progress) ?? (open ?? places[0])?.slug ?? ''
}
