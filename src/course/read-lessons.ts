import { progressOf, tellProblem } from './progress-of.ts'
import type { Environment } from '../environment.ts'
import { lessonProgress } from '../progress/progress.ts'
import type { ListedLesson } from '../terminal/course/list.ts'
import { places } from './find.ts'

/** A lesson, and how far the learner is in it. */
export interface KnownLesson extends ListedLesson {
  readonly minutes: number
}

/**
 * Every lesson in order, with how far the learner is in it. Progress that cannot be read counts as none, and standard
 * error says so. Loads no lesson.
 */
export function readLessons(environment: Environment): readonly KnownLesson[] {
  const store = progressOf(environment)
  const progress = store.read()
  tellProblem(store, environment)
  return places.map(({ number, slug, title, summary, minutes, steps }) => {
    const { status, step, exercise } = lessonProgress(progress, slug)
    // A lesson may have got shorter since.
    return { number, slug, title, summary, minutes, status, step: Math.min(step, steps), steps, exercise }
  })
}
