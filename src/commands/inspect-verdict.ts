import type { CookieReport } from '../cookie/anatomy.ts'
import type { Finding } from '../cookie/finding.ts'
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
 * What a cookie means for the exit code: 1 where a signature does not match, a value is malformed or the store does not
 * have the session, or where a finding is as grave as asked for.
 */
export function judge(
  { verified, findings }: Pick<CookieReport, 'verified' | 'findings'>,
  failOn: Strictness | undefined,
): ExitCode {
  const grave: readonly (Finding['level'] | undefined)[] = failOn === 'warning' ? ['warning', 'error'] : [failOn]
  const wrong = findings.some(({ code, level }) => (WRONG.has(code) && level === 'error') || grave.includes(level))
  return verified === false || wrong ? 1 : 0
}
