import type { ErrorFacts, Observation } from '../observe/observation.ts'

/** Errors that nobody caught, as those in the callback of destroy(), while a request was under way. */
export const uncaughtOf = (
  { problems }: Observation,
  { pid, number }: { readonly pid: number; readonly number: number },
): readonly ErrorFacts[] =>
  problems.flatMap((problem) =>
    problem.kind === 'uncaught' && problem.pid === pid && problem.exchange === number ? [problem.error] : [],
  )
