import type { Environment } from '../environment.ts'
import { openProgress, type ProgressStore } from '../progress/open.ts'
import { visible } from '../terminal/text.ts'

/** What this learner has done, and where more of it is recorded. */
export const progressOf = (environment: Environment): ProgressStore =>
  openProgress(environment.stateFolder, () => environment.now())

/** Says on standard error why progress is not kept, if it is not. */
export function tellProblem({ problem }: ProgressStore, environment: Environment): void {
  if (problem) environment.stderr.write(`${visible(problem.message)}\n${problem.hint}\n`)
}
