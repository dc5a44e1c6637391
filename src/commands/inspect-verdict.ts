import type { CookieReport } from '../cookie/report.ts'
import type { Finding } from '../cookie/findings/finding.ts'
import type { ExitCode } from '../errors.ts'

/** The least level of a finding that makes the exit code 1. */
export type Strictness = 'warning' | 'error'

/** Findings that say that the cookie itself is not right; all others only count where somebody asks for it. */
const WRONG: ReadonlySet<Finding['code']> = new Set([
  'malformed',
  'malformed-signature',
  'not-in-store',
  'expired-in-store',
])

/**
 * What the cookies of one paste mean for the exit code: 1 where a signature does not match, a value is malformed or the store
 * does not have the session, or where a finding is as grave as asked for. With a secret, a cookie without a signature counts
 * as wrong only where no other has one: a theme beside a session is nobody's fault.
 */
export function judge(
  reports: readonly Pick<CookieReport, 'verified' | 'signature' | 'findings'>[],
  failOn: Strictness | undefined,
): ExitCode {
  const someSigned = reports.some(({ signature }) => signature !== null)
  const isWrong = ({ verified, signature, findings }: (typeof reports)[number]) =>
    (verified === false && (signature !== null || !someSigned)) || findings.some((finding) => isGrave(finding, failOn))
  return reports.some(isWrong) ? 1 : 0
}

const isGrave = ({ code, level }: Finding, failOn: Strictness | undefined): boolean =>
  level === 'error' ? failOn !== undefined || WRONG.has(code) : level === 'warning' && failOn === 'warning'
