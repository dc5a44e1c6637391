import { progressOf } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { lessonProgress } from '../../progress/progress.ts'
import { places } from '../../course/find.ts'
import { showScreens } from '../show-screens.ts'

/** Plays the first lesson that is not done. When all are done, says so and how to play one again. */
export async function next(flags: { readonly plain?: boolean }, environment: Environment): Promise<ExitCode> {
  const progress = progressOf(environment).read()
  const open = places.find(({ slug }) => lessonProgress(progress, slug).status !== 'done')
  if (open) {
    return showScreens({ screen: 'lesson', number: open.number, change: {} }, { flags, environment })
  }
  environment.stdout.write(`Every lesson is done.\nPlay one again by its number: ${environment.program} lesson 1\n`)
  return 0
}
