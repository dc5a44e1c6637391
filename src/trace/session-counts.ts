import type { ExchangeFacts } from '../observe/observation.ts'

/** How often session() made a session that was kept, found one, and was asked for one that it does not have, though the app did not destroy it. */
export interface SessionCounts {
  readonly made: number
  readonly found: number
  readonly lost: number
}

/** Counts sessions over a whole trace, though its exchanges are let go. */
export interface SessionCounter {
  /** Something is known of an exchange: it may be so again. */
  hear(exchange: ExchangeFacts): void
  /** Nothing more will be known of it. */
  letGo(exchange: ExchangeFacts): void
  /** @param kept the exchanges that were not let go */
  count(kept: Iterable<ExchangeFacts>): SessionCounts
}

/** How many ids of sessions that were destroyed are remembered, those that were destroyed last. */
const MOST_DESTROYED = 20_000

/** Starts with nothing. */
export function createSessionCounter(): SessionCounter {
  const destroyed = new Set<string>()
  let past: SessionCounts = { made: 0, found: 0, lost: 0 }
  const withOne = ({ made, found, lost }: SessionCounts, { session, store }: ExchangeFacts): SessionCounts => {
    const { state, saved, idBefore, idAfter } = session
    const asked = store.find(({ op }) => op === 'get')?.id ?? ''
    const isUnknown = state === 'unknown-id' || state === 'bad-signature'
    return {
      made: made + Number(saved && (state !== 'found' || idBefore !== idAfter)),
      found: found + Number(state === 'found'),
      lost: lost + Number(isUnknown && !destroyed.has(asked)),
    }
  }
  return {
    hear({ store }) {
      for (const { op, id } of store) if (op === 'destroy') destroyed.add(id)
      const [oldest] = destroyed.size > MOST_DESTROYED ? destroyed : []
      if (oldest !== undefined) destroyed.delete(oldest)
    },
    letGo(exchange) {
      past = withOne(past, exchange)
    },
    count: (kept) => [...kept].reduce(withOne, past),
  }
}
