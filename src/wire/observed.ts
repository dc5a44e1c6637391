import type { ServerResponse } from 'node:http'
import type { Fact } from '../observe/fact.ts'
import { observe, type Instrument } from '../observe/instrument.ts'
import type { ExchangeFacts } from '../observe/observation.ts'

export { countAsApp } from '../observe/place.ts'

/** What is observed of the exchanges of one wire. */
export interface Observed {
  /** What is known of each request that came since this was asked last, in the order in which they came. */
  came(): readonly ExchangeFacts[]
  /** How often session() was called so far. */
  calls(): number
  /** The answers that are not over. */
  underway(): readonly ServerResponse[]
  stop(): void
}

/** There is one for each process: what express-session and Express were given when they were loaded, they keep. */
let instrument: Instrument | undefined
let hear: (fact: Fact) => void = () => {}

/**
 * Observes this process, from its first call on. It must come before anything loads express-session or Express. Nothing is masked: what
 * lessons keep is made up, and does not leave the process.
 * @param ended hears of each request that is over, again where more becomes known
 */
export function observeHere(self: NodeJS.Process, ended: (facts: ExchangeFacts) => void = () => {}): Observed {
  // With it express-session would print its trace between the panes, which show it themselves.
  delete self.env['DEBUG']
  instrument ??= observe({
    self,
    told: (fact) => hear(fact),
    // What grows until somebody asks for it is as welcome as what was there when it was told.
    isWritten: true,
    mostPerSecond: Infinity,
    hides: false,
    unasked: ['package', 'stack'],
  })
  const { tellOpen, open } = instrument
  let latest = new Map<number, ExchangeFacts>()
  let seen = 0
  let calls = 0
  const own = (fact: Fact) => {
    if (fact.fact === 'session') calls += 1
    if (fact.fact !== 'exchange' || fact.exchange.number <= seen) return
    latest.set(fact.exchange.number, fact.exchange)
    if (fact.exchange.state !== 'open') ended(fact.exchange)
  }
  hear = own
  return {
    came() {
      tellOpen()
      const all = [...latest.values()].toSorted((a, b) => a.number - b.number)
      seen = Math.max(seen, ...latest.keys())
      latest = new Map()
      return all
    },
    calls: () => calls,
    underway: () => [...open].map(({ response }) => response).filter(({ closed }) => !closed),
    stop() {
      if (hear === own) hear = () => {}
    },
  }
}
