import type { CookieReport } from '../../cookie/report.ts'
import type { Finding } from '../../cookie/findings/finding.ts'
import type { ExitCode } from '../../errors.ts'

/** The least level of a finding that makes the exit code 1. */
export type Strictness = 'warning' | 'error'

/** Findings that say that the cookie itself is not right; all others only count where somebody asks for it. */
const WRONG: ReadonlySet<Finding['code']> = new Set([
  'malformed',
  'malformed-signature',
  'not-in-store',
  'other-id',
  'expired-in-store',
])

/**
 * What the cookies of one paste mean for the exit code: 1 where a signature does not match, a value is malformed or the store
 * does not have the session, or where a finding is as severe as asked for. With a secret, a cookie without a signature counts
 * as wrong only where no other has one: a theme beside a session is nobody's fault.
 */
export function beginJudging(failOn: Strictness | undefined): Judge {
  let [isWrong, isSigned, isUnsignedWrong] = [false, false, false]
  return {
    hear({ verified, signature, findings }) {
      if (signature !== null) isSigned = true
      if (verified === false && signature === null) isUnsignedWrong = true
      if (verified === false && signature !== null) isWrong = true
      if (findings.some((finding) => isGrave(finding, failOn))) isWrong = true
      return !isWrong
    },
    verdict: () => (isWrong || (isUnsignedWrong && !isSigned) ? 1 : 0),
  }
}

/** Hears of one cookie of a paste after the other. */
export interface Judge {
  /** @returns whether the verdict is still open */
  hear(report: Pick<CookieReport, 'verified' | 'signature' | 'findings'>): boolean
  verdict(): ExitCode
}

const isGrave = ({ code, level }: Finding, failOn: Strictness | undefined): boolean =>
  level === 'error' ? failOn !== undefined || WRONG.has(code) : level === 'warning' && failOn === 'warning'
