import { progressOf, tellProblem } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { lessonProgress } from '../../progress/progress.ts'
import { findExercise } from '../../course/find.ts'
import { allHints, takeHint } from '../../course/take-hint.ts'

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
  const store = progressOf(environment)
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
