import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import { sessionsOf } from './facts.ts'
import { isOffline } from './store-errors.ts'

/**
 * A run without the requests that came while a store was still connecting to its server for the first time. Clients connect when they are
 * made, or when they are first asked, so an app may listen a moment before its store is there: what goes wrong in that moment says
 * nothing of the requests after it. A store that never comes, or that was there and is lost, is another matter.
 */
export function onceConnected(observation: Observation): Observation {
  const { exchanges } = observation
  const early = new Set<ExchangeFacts>()
  const waiting = new Map<string, ExchangeFacts[]>()
  const there = new Set<string>()
  for (const exchange of exchanges) {
    const store = storeOf(observation, exchange)
    if (store === null || there.has(store)) continue
    if (isWithoutStore(exchange)) waiting.set(store, [...(waiting.get(store) ?? []), exchange])
    else if (exchange.store.some(({ doneMs, error }) => doneMs !== null && error === null)) {
      there.add(store)
      for (const one of waiting.get(store) ?? []) early.add(one)
    }
  }
  return early.size === 0 ? observation : { ...observation, exchanges: exchanges.filter((one) => !early.has(one)) }
}

/** The store that a request used; null for none. */
function storeOf(observation: Observation, exchange: ExchangeFacts): string | null {
  const store = sessionsOf(observation, exchange).at(-1)?.store
  return store ? `${exchange.pid} ${store.id}` : null
}

/** Whether the store said for a request that it is not connected. */
const isWithoutStore = ({ session, store }: ExchangeFacts): boolean =>
  session.state === 'store-offline' || store.some(({ error }) => error !== null && isOffline(error))
