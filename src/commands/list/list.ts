import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { readLessons } from '../../course/read-lessons.ts'

/**
 * Lists the lessons and how far the learner is in each.
 * @param flags `json`: an array of `{number, slug, title, summary, status, steps, minutes, exercise}` on one line, each
 * exercise `{title, status, passed, checks}`
 * @returns 0; progress that cannot be read counts as none, and standard error says so
 */
export async function list(flags: { readonly json?: boolean }, environment: Environment): Promise<ExitCode> {
  const lessons = readLessons(environment)
  if (flags.json) {
    const { readExercises } = await import('../../course/read-exercises.ts')
    const exercises = readExercises(environment)
    const listed = lessons.map(({ number, slug, title, summary, status, steps, minutes }, i) => ({
      number,
      slug,
      title,
      summary,
      status,
      steps,
      minutes,
      exercise: exercises[i] ?? null,
    }))
    environment.stdout.write(`${JSON.stringify(listed)}\n`)
    return 0
  }
  const [{ renderList }, { createStyle }] = await Promise.all([
    import('../../terminal/course/list.ts'),
    import('../../terminal/style.ts'),
  ])
  environment.stdout.write(renderList(lessons, await createStyle(environment)))
  return 0
}
