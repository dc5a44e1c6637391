import type {
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
  /** Takes the place of what was told before of the exchange with this number. */
  | { readonly fact: 'exchange'; readonly exchange: ExchangeFacts }
  | { readonly fact: 'upgrade'; readonly upgrade: UpgradeFacts }
  | { readonly fact: 'problem'; readonly problem: ProblemFacts }
  | { readonly fact: 'dropped'; readonly dropped: number }

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
  dropped: 0,
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
    case 'exchange': {
      const { exchange } = told
      const at = known.exchanges.findIndex((one) => one.number === exchange.number && one.pid === exchange.pid)
      const exchanges = at < 0 ? [...known.exchanges, exchange] : known.exchanges.with(at, exchange)
      return { ...known, exchanges }
    }
    case 'upgrade':
      return { ...known, upgrades: [...known.upgrades, told.upgrade] }
    case 'problem':
      return { ...known, problems: [...known.problems, told.problem] }
    case 'dropped':
      return { ...known, dropped: told.dropped }
  }
}
