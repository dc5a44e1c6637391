import type { Finding } from '../diagnosis/finding.ts'
import { asideOf } from './aside.ts'
import { versionOf } from './loaded.ts'
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
  /** The processes that got requests, in the order of their numbers; `argv0` is how each was started. */
  readonly processes: readonly { readonly pid: number; readonly argv0: string }[]
  /** Those of them that never called session() while another one did, by their numbers. */
  readonly aside: readonly number[]
  /** What the app is made of, as in `express 5.3.0`. */
  readonly versions: readonly string[]
  /** What to do first. */
  readonly first: FindingSeen | null
}

/** Counts what a trace has seen. */
export function summaryOf(collected: Collected): Summary {
  const { exchanges, forgotten, lost, sessions, findings, observation, answering } = collected
  const argv0Of = (pid: number) => observation.processes.find((one) => one.pid === pid)?.argv0 ?? ''
  return {
    exchanges: exchanges.length + forgotten,
    dropped: observation.dropped.reduce((sum, one) => sum + one.count, lost),
    sessions,
    findings: countByLevel(findings),
    processes: answering.map((pid) => ({ pid, argv0: argv0Of(pid) })),
    aside: asideOf(collected),
    versions: ['express', 'express-session'].flatMap((name) =>
      observation.packages.some((one) => one.name === name)
        ? [`${name} ${versionOf(name, observation) ?? ''}`.trim()]
        : [],
    ),
    first: findings[0] ?? null,
  }
}

/** How many findings there are of each level. */
export function countByLevel(findings: readonly Finding[]): Summary['findings'] {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  return { error: count('error'), warning: count('warning'), info: count('info') }
}
