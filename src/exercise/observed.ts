import { NOTHING_YET, withFact, type Fact } from '../observe/fact.ts'
import type { ExchangeFacts, Observation, ProcessFacts } from '../observe/observation.ts'

/** What is observed of a learner's app, over all its starts. */
export interface Observed {
  readonly observation: Observation
  told(fact: Fact): void
  /** The clock of the app stands still until it is moved. Then the time that goes by is added, so that the order of requests shows. */
  standStill(): void
  /** A browser sends a request; null for what is none. What was told before belongs to no request that is sent. */
  sending(browser: string | null): void
  /**
   * The answer to it came, or will not come.
   * @param sent how many requests the browser sent, where it followed redirects
   * @returns what is known of it, and of what the app asked itself meanwhile, in this order
   */
  came(sent?: number): readonly ExchangeFacts[]
  /** Nothing that has no answer yet will get one: nobody waits for it any longer. */
  gaveUp(): void
  /** A process has come to its end. @param pid null where it never said who it is */
  ended(end: ProcessFacts['end'], pid: number | null): void
}

/** What is known beside the facts of an exchange. */
type Beside = Pick<ExchangeFacts, 'client'> & { readonly aheadMs: number }

/** Nothing so far. */
export function beginObserving(): Observed {
  const began = performance.now()
  const beside = new Map<string, Beside>()
  let observation = NOTHING_YET
  let standsStill = false
  let browser: string | null = null
  let sentMs = began

  const complete = (exchange: ExchangeFacts): ExchangeFacts => {
    const known = beside.get(nameOf(exchange))
    if (!known) return exchange
    return { ...exchange, client: known.client, at: exchange.at + known.aheadMs }
  }
  /** @param sent how many of what was told since were sent by the browser, the first ones @returns all that was told since */
  const take = (sent: number): readonly ExchangeFacts[] => {
    // What came first is what the browser sent: an app may send requests to itself.
    const news = observation.exchanges.filter((one) => !beside.has(nameOf(one))).toSorted((a, b) => a.number - b.number)
    const aheadMs = standsStill ? Math.round(sentMs - began) : 0
    for (const [i, one] of news.entries()) beside.set(nameOf(one), { client: i < sent ? browser : null, aheadMs })
    const exchanges = observation.exchanges.map((one) => (news.includes(one) ? complete(one) : one))
    observation = { ...observation, exchanges }
    return news.map(complete)
  }
  return {
    get observation() {
      return observation
    },
    standStill() {
      standsStill = true
    },
    told(fact) {
      observation = withFact(
        observation,
        fact.fact === 'exchange' ? { ...fact, exchange: complete(fact.exchange) } : fact,
      )
    },
    sending(sender) {
      take(0)
      browser = sender
      sentMs = performance.now()
    },
    came: (sent = 1) => take(sent),
    gaveUp() {
      const exchanges = observation.exchanges.map((one) =>
        one.state === 'open' ? { ...one, state: 'closed' as const } : one,
      )
      observation = { ...observation, exchanges }
    },
    ended(end, pid) {
      const { processes } = observation
      const at = processes.findLastIndex((one) => one.pid === pid)
      const known = processes[at]
      if (known) observation = { ...observation, processes: processes.with(at, { ...known, end }) }
    },
  }
}

const nameOf = ({ pid, number }: ExchangeFacts): string => `${pid} ${number}`
