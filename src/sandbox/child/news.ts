import type { Fact } from '../../observe/fact.ts'
import type { ExchangeFacts } from '../../observe/observation.ts'
import { shortened } from '../../observe/show.ts'
import type { Speaker } from './speaker.ts'

/** What became known and was not told yet. */
export interface News {
  add(fact: Fact): void
  /** Tells all of it. A request of which there is more than can be told is told as that. */
  tell(): void
}

/** No news so far. */
export function gatherNews(say: Speaker['say']): News {
  let facts: Fact[] = []
  return {
    add(fact) {
      // It takes the place of what was known of that exchange before.
      if (fact.fact === 'exchange') facts = facts.filter((known) => !isOf(known, fact.exchange))
      facts.push(fact)
    },
    tell() {
      const all = facts
      facts = []
      for (const fact of all) {
        const isTold = !isCutShort(fact) && say({ say: 'fact', fact })
        if (!isTold && fact.fact === 'exchange') say({ say: 'crowded', request: nameOf(fact.exchange) })
      }
    },
  }
}

const isOf = (fact: Fact, { number }: ExchangeFacts): boolean =>
  fact.fact === 'exchange' && fact.exchange.number === number

const isCutShort = (fact: Fact): boolean => fact.fact === 'exchange' && fact.exchange.cutShort

/** As in `GET /`. */
const nameOf = ({ request: { method, url } }: ExchangeFacts): string => shortened(`${method} ${url}`, 200)
