import { progressOf, tellProblem } from './progress.ts'
import type { Environment } from '../environment.ts'
import { lessonProgress } from '../progress/progress.ts'
import type { ListedLesson } from '../terminal/course/list.ts'
import { allLessons } from './find.ts'

/**
 * Every lesson in order, with how far the learner is in it. Progress that cannot be read counts as none, and standard
 * error says so.
 */
export async function readLessons(environment: Environment): Promise<readonly ListedLesson[]> {
  const store = progressOf(environment)
  const progress = store.read()
  tellProblem(store, environment)
  return (await allLessons()).map(({ number, lesson: { slug, title, summary, steps } }) => {
    const { status, step, exercise } = lessonProgress(progress, slug)
    // A lesson may have got shorter since.
    return { number, slug, title, summary, status, step: Math.min(step, steps.length), steps: steps.length, exercise }
  })
}
