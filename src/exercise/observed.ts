import { NOTHING_YET, withFact, type Fact } from '../observe/fact.ts'
import type { ExchangeFacts, Observation, ProcessFacts } from '../observe/observation.ts'

/** What is observed of a learner's app, over all its starts. */
export interface Observed {
  readonly observation: Observation
  told(fact: Fact): void
  /** The answer to a request came, or will not come. @returns what is known of it, the browser that sent it included; null for nothing */
  came(browser: string | null): ExchangeFacts | null
  /** The process that started last has come to its end. */
  ended(end: ProcessFacts['end']): void
}

/** Nothing so far. */
export function beginObserving(): Observed {
  let observation = NOTHING_YET
  let known = 0
  return {
    get observation() {
      return observation
    },
    told(fact) {
      observation = withFact(observation, fact)
    },
    came(browser) {
      const exchanges = observation.exchanges.map((one, index) => (index < known ? one : { ...one, client: browser }))
      observation = { ...observation, exchanges }
      const first = exchanges[known]
      known = exchanges.length
      return first ?? null
    },
    ended(end) {
      const { processes } = observation
      const last = processes.at(-1)
      if (last) observation = { ...observation, processes: processes.with(processes.length - 1, { ...last, end }) }
    },
  }
}
