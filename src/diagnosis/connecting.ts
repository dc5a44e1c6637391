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
  const waiting = new Map<string, { readonly kind: string; readonly exchanges: ExchangeFacts[] }>()
  const there = new Set<string>()
  /** Stores that were seen to come late: in a process that ended before, they would have come, too. */
  const late = new Set<string>()
  for (const exchange of exchanges) {
    const store = storeOf(observation, exchange)
    if (store === null || there.has(store.key)) continue
    const { kind, key } = store
    const known = waiting.get(key)
    if (isWithoutStore(exchange)) waiting.set(key, { kind, exchanges: [...(known?.exchanges ?? []), exchange] })
    else if (exchange.store.some(({ doneMs, error }) => doneMs !== null && error === null)) {
      there.add(key)
      if (known) late.add(kind)
    }
  }
  if (late.size === 0) return observation
  const early = new Set([...waiting.values()].flatMap((one) => (late.has(one.kind) ? one.exchanges : [])))
  return { ...observation, exchanges: exchanges.filter((one) => !early.has(one)) }
}

/** The store that a request used, and what is the same of it in each process; null for none. */
function storeOf(
  observation: Observation,
  exchange: ExchangeFacts,
): { readonly key: string; readonly kind: string } | null {
  const call = sessionsOf(observation, exchange).at(-1)
  if (!call?.store) return null
  const kind = `${call.id} ${call.store.className}`
  return { kind, key: `${exchange.pid} ${kind}` }
}

/** Whether the store said for a request that it is not connected. */
const isWithoutStore = ({ session, store }: ExchangeFacts): boolean =>
  session.state === 'store-offline' || store.some(({ error }) => error !== null && isOffline(error))
