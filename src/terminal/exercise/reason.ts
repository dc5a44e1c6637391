import type { Checked, Verdict } from '../../exercise/judge.ts'

/** The checks that failed, in order. */
export const failedChecks = ({ checks }: Pick<Verdict, 'checks'>): readonly Checked[] =>
  checks.filter(({ passed }) => passed === false)

/** Why a check failed; null where nobody knows, and where the problem of the run says it already. */
export const reasonOf = ({ why }: Checked, { problem }: Pick<Verdict, 'problem'>): Checked['why'] =>
  why === null || why.text === problem?.message ? null : why
