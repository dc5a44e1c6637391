import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { readLessons } from '../../course/read-lessons.ts'

/**
 * Lists the lessons and how far the learner is in each.
 * @param flags `json`: an array of `{number, slug, title, summary, status, steps, exercise}` on one line, each exercise
 * `{title, status, passed, checks}`
 * @returns 0; progress that cannot be read counts as none, and standard error says so
 */
export async function list(flags: { readonly json?: boolean }, environment: Environment): Promise<ExitCode> {
  const lessons = await readLessons(environment)
  if (flags.json) {
    // For people the journal is enough: without the scripts of the exercises the list is there sooner.
    const exercises = await (await import('../../course/read-exercises.ts')).readExercises(environment)
    const listed = lessons.map(({ number, slug, title, summary, status, steps }, i) => ({
      number,
      slug,
      title,
      summary,
      status,
      steps,
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
