import type { ProblemFacts } from './observation.ts'
import { errorFacts } from './show.ts'
import { current } from './underway.ts'

/**
 * Hears of errors that nobody caught, and of warnings of Node.js. Whatever becomes of them becomes of them as before.
 * @param pid the app may get another one to see
 * @returns stops
 */
export function observeProblems(self: NodeJS.Process, pid: number, told: (problem: ProblemFacts) => void): () => void {
  const tell = (kind: ProblemFacts['kind']) => (error: unknown) =>
    told({ pid, kind, error: errorFacts(error), exchange: current()?.facts.number ?? null })
  const [uncaught, warning] = [tell('uncaught'), tell('warning')]
  self.on('uncaughtExceptionMonitor', uncaught)
  self.on('warning', warning)
  return () => {
    self.off('uncaughtExceptionMonitor', uncaught)
    self.off('warning', warning)
  }
}
