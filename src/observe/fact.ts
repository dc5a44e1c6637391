import type {
  DroppedFacts,
  ExchangeFacts,
  LayerFacts,
  ListenFacts,
  Observation,
  PackageFacts,
  ProblemFacts,
  ProcessFacts,
  SessionCall,
  UpgradeFacts,
} from './observation.ts'

/** One fact, as it becomes known. */
export type Fact =
  | { readonly fact: 'process'; readonly started: ProcessFacts }
  | { readonly fact: 'package'; readonly package: PackageFacts }
  | { readonly fact: 'session'; readonly session: SessionCall }
  /** Takes the place of the stack that was told before. */
  | { readonly fact: 'stack'; readonly stack: readonly LayerFacts[] }
  | { readonly fact: 'listen'; readonly listen: ListenFacts }
  /** Takes the place of what was told before of the exchange with this number. `again`: it was told before. */
  | { readonly fact: 'exchange'; readonly exchange: ExchangeFacts; readonly again?: true }
  /** Takes the place of what was told before of the upgrade with this number. */
  | { readonly fact: 'upgrade'; readonly upgrade: UpgradeFacts }
  | { readonly fact: 'problem'; readonly problem: ProblemFacts }
  /** Takes the place of what was told before of this process. */
  | { readonly fact: 'dropped'; readonly dropped: DroppedFacts }
  | { readonly fact: 'over'; readonly over: OverFacts }

/** The last that a process tells of itself. */
export interface OverFacts {
  readonly pid: number
  readonly exitCode: number
  /** How many exchanges it began: some may have been told and not arrived. */
  readonly exchanges: number
}

/** An observation without anything in it. */
export const NOTHING_YET: Observation = {
  processes: [],
  packages: [],
  sessions: [],
  stack: [],
  listens: [],
  exchanges: [],
  upgrades: [],
  problems: [],
  dropped: [],
}

/** What is known when one more fact is. */
export function withFact(known: Observation, told: Fact): Observation {
  switch (told.fact) {
    case 'process':
      return { ...known, processes: [...known.processes, told.started] }
    case 'package':
      return { ...known, packages: [...known.packages, told.package] }
    case 'session':
      return { ...known, sessions: [...known.sessions, told.session] }
    case 'stack':
      return { ...known, stack: told.stack }
    case 'listen':
      return { ...known, listens: [...known.listens, told.listen] }
    case 'exchange':
      return { ...known, exchanges: withNumbered(known.exchanges, told.exchange, ADDED) }
    case 'upgrade':
      return { ...known, upgrades: withNumbered(known.upgrades, told.upgrade) }
    case 'problem':
      return { ...known, problems: [...known.problems, told.problem] }
    case 'dropped':
      return { ...known, dropped: [...known.dropped.filter(({ pid }) => pid !== told.dropped.pid), told.dropped] }
    case 'over':
      return known
  }
}

/** What a process does not know of an exchange, and somebody else may have added. */
const ADDED = ['client', 'scenario'] as const

/** What has a number in its process takes the place of what had it before. @param kept what stays as it was */
function withNumbered<T extends { readonly number: number; readonly pid: number }>(
  all: readonly T[],
  one: T,
  kept: readonly (keyof T)[] = [],
): readonly T[] {
  const at = all.findIndex(({ number, pid }) => number === one.number && pid === one.pid)
  const before = all[at]
  if (!before) return [...all, one]
  return all.with(at, { ...one, ...Object.fromEntries(kept.map((name) => [name, before[name]])) })
}
