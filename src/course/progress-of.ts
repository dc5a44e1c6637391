import type { Environment } from '../environment.ts'
import type { Entry } from '../progress/entry.ts'
import { openProgress, type ProgressStore } from '../progress/open.ts'
import { toStepsOfToday } from './earlier-steps.ts'
import { places } from './find.ts'
import { visible } from '../terminal/text.ts'

/** What this learner has done, and where more of it is recorded. */
export const progressOf = (environment: Environment): ProgressStore =>
  openProgress(environment.stateFolder, () => environment.now(), readToday)

/** Counts steps of a lesson as it is today. */
const readToday = (entry: Entry): Entry =>
  'lesson' in entry ? toStepsOfToday(entry, places.find(({ slug }) => slug === entry.lesson)?.steps ?? 0) : entry

/** Says on standard error why progress is not kept, if it is not. */
export function tellProblem({ problem }: ProgressStore, environment: Environment): void {
  if (problem) environment.stderr.write(`${visible(problem.message)}\n${problem.hint}\n`)
}
