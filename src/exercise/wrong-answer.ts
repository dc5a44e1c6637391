/** A plausible wrong solution, told as what is different from the right one. */
export interface WrongAnswer {
  /** What its author did, in a few words. */
  readonly mistake: string
  /** The name of every check that it fails. */
  readonly fails: readonly string[]
  /** What the learner must be told for the first of them. */
  readonly says: string | RegExp
  /** The kind of the problem, where the run does not come to its end. `says` is of its message and hint. */
  readonly problem?: string
  /** Changes to the solution in JavaScript, each once: what stands there, and what stands there instead. */
  readonly edits: readonly (readonly [from: string, to: string])[]
}

/** Declares a wrong answer. */
export const wrong = (mistake: string, details: Omit<WrongAnswer, 'mistake'>): WrongAnswer => ({ mistake, ...details })

/**
 * The whole wrong file.
 * @throws Error if a change does not fit the solution exactly once
 */
export function wrongSource(solution: string, { mistake, edits }: WrongAnswer): string {
  return edits.reduce((source, [from, to]) => {
    const parts = source.split(from)
    if (parts.length !== 2)
      throw new Error(`${mistake}: ${JSON.stringify(from)} stands there ${parts.length - 1} times.`)
    return parts.join(to)
  }, solution)
}
