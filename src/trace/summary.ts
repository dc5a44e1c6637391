import type { Finding } from '../diagnosis/finding.ts'
import type { ExchangeFacts } from '../observe/observation.ts'
import type { SessionFacts } from '../observe/session-facts.ts'
import type { Collected } from './collect.ts'
import type { FindingSeen } from './findings.ts'

/** What a trace comes to. */
export interface Summary {
  readonly exchanges: number
  /** How many more were only counted. */
  readonly dropped: number
  /** How often session() made a session that was kept, found one, and was asked for one that it does not have, though the app did not destroy it. */
  readonly sessions: { readonly made: number; readonly found: number; readonly lost: number }
  readonly findings: Readonly<Record<Finding['level'], number>>
  /** What to do first. */
  readonly first: FindingSeen | null
}

/** Counts what a trace has seen: sessions among the exchanges that are kept. */
export function summaryOf({ exchanges, forgotten, lost, findings, observation }: Collected): Summary {
  const count = (isOne: (session: Collected['exchanges'][number]['facts']['session']) => boolean) =>
    exchanges.filter(({ facts }) => isOne(facts.session)).length
  const destroyed = new Set(
    exchanges.flatMap(({ facts }) => facts.store.flatMap(({ op, id }) => (op === 'destroy' ? [id] : []))),
  )
  return {
    exchanges: exchanges.length + forgotten,
    dropped: observation.dropped.reduce((sum, one) => sum + one.count, lost),
    sessions: {
      made: count(({ saved, idBefore, idAfter, state }) => saved && (state !== 'found' || idBefore !== idAfter)),
      found: count(({ state }) => state === 'found'),
      lost: exchanges.filter(({ facts }) => isLost(facts.session) && !destroyed.has(idAsked(facts))).length,
    },
    findings: countByLevel(findings),
    first: findings[0] ?? null,
  }
}

const isLost = ({ state }: SessionFacts): boolean => state === 'unknown-id' || state === 'bad-signature'

/** The id that a request came with, as the store was asked for it; empty for none. */
const idAsked = ({ store }: ExchangeFacts): string => store.find(({ op }) => op === 'get')?.id ?? ''

/** How many findings there are of each level. */
export function countByLevel(findings: readonly Finding[]): Summary['findings'] {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  return { error: count('error'), warning: count('warning'), info: count('info') }
}
