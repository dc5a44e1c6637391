import { progressOf } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { lessonProgress } from '../../progress/progress.ts'
import { places } from '../../course/find.ts'
import type { LessonFlags } from '../lesson/lesson.ts'

/** Plays the first lesson that is not done, as `lesson` does. When all are done, says so and how to play one again. */
export async function next(flags: LessonFlags, environment: Environment): Promise<ExitCode> {
  const progress = progressOf(environment).read()
  const open = places.find(({ slug }) => lessonProgress(progress, slug).status !== 'done')
  if (open) return (await import('../lesson/lesson.ts')).lesson(open.slug, flags, environment)
  environment.stdout.write(`Every lesson is done.\nPlay one again by its number: ${environment.program} lesson 1\n`)
  return 0
}
