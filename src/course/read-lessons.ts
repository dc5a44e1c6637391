import type { Environment } from '../environment.ts'
import { openProgress, type ProgressStore } from '../progress/open.ts'
import { lessonProgress } from '../progress/progress.ts'
import type { ListedLesson } from '../terminal/course/list.ts'
import { visible } from '../terminal/text.ts'
import { allLessons } from './find.ts'

/**
 * Every lesson in order, with how far the learner is in it. Progress that cannot be read counts as none, and standard
 * error says so.
 */
export async function readLessons(environment: Environment): Promise<readonly ListedLesson[]> {
  const store = openProgress(environment.stateFolder, () => environment.now())
  const progress = store.read()
  tellProblem(store, environment)
  return (await allLessons()).map(({ number, lesson: { slug, title, summary, steps } }) => {
    const { status, step, exercise } = lessonProgress(progress, slug)
    // A lesson may have got shorter since.
    return { number, slug, title, summary, status, step: Math.min(step, steps.length), steps: steps.length, exercise }
  })
}

/** Says on standard error why progress is not kept, if it is not. */
export function tellProblem({ problem }: ProgressStore, environment: Environment): void {
  if (problem) environment.stderr.write(`${visible(problem.message)}\n${problem.hint}\n`)
}
