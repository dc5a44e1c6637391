import type { Finding } from '../diagnosis/finding.ts'
import type { Collected } from './collect.ts'
import type { FindingSeen } from './findings.ts'
import type { SessionCounts } from './session-counts.ts'

/** What a trace comes to. */
export interface Summary {
  readonly exchanges: number
  /** How many more were only counted. */
  readonly dropped: number
  readonly sessions: SessionCounts
  readonly findings: Readonly<Record<Finding['level'], number>>
  /** What to do first. */
  readonly first: FindingSeen | null
}

/** Counts what a trace has seen. */
export function summaryOf({ exchanges, forgotten, lost, sessions, findings, observation }: Collected): Summary {
  return {
    exchanges: exchanges.length + forgotten,
    dropped: observation.dropped.reduce((sum, one) => sum + one.count, lost),
    sessions,
    findings: countByLevel(findings),
    first: findings[0] ?? null,
  }
}

/** How many findings there are of each level. */
export function countByLevel(findings: readonly Finding[]): Summary['findings'] {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  return { error: count('error'), warning: count('warning'), info: count('info') }
}
