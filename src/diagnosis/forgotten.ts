import type { ExchangeFacts, Observation, SessionCall, StoreCallFacts } from '../observe/observation.ts'
import { sessionsOf } from './facts.ts'
import { lifetimeOf } from './session-data.ts'

/** A session that a store had taken, and of which it knew nothing when a browser came back with its id. */
export interface Forgotten {
  /** The request that came back, and the call of session() that asked for it. */
  readonly exchange: ExchangeFacts
  readonly call: SessionCall
  /** The request at the end of which it was kept last, by the same process or another one, and the call of session() that kept it. */
  readonly kept: ExchangeFacts
  readonly keeper: SessionCall
  /** Whether the other process was over by then; null for the same process. */
  readonly isRestart: boolean | null
}

/** How soon somebody has to come back so that no store may have ended the session by itself, in milliseconds. */
const SOON_MS = 300_000

/**
 * Sessions that a store was given, did not refuse, was not told to destroy, and did not know when they were asked for, though their
 * cookies were not over.
 * @param when soon after, so that no store may have ended them by itself, or later
 */
export const forgottenIn = (observation: Observation, when: 'soon' | 'late' = 'soon'): readonly Forgotten[] =>
  observation.exchanges.flatMap((exchange, index): Forgotten[] => {
    if (exchange.session.state !== 'unknown-id') return []
    const asked = exchange.store.find(({ op }) => op === 'get')
    const kept = asked ? lastKept(observation.exchanges.slice(0, index), asked.id) : null
    const goneMs = kept ? exchange.at - kept.at : 0
    if (goneMs <= SOON_MS !== (when === 'soon') || !kept) return []
    if (endsWithin(kept, asked?.id, Math.max(goneMs, SOON_MS))) return []
    const call = sessionsOf(observation, exchange).at(-1)
    const keeper = kept ? sessionsOf(observation, kept).at(-1) : undefined
    if (!call?.store || !keeper?.store) return []
    const isSame = keeper.pid === call.pid
    if (isSame ? keeper.store.id !== call.store.id : keeper.store.className !== call.store.className) return []
    return [{ exchange, call, kept, keeper, isRestart: isSame ? null : !livedTogether(observation, kept, exchange) }]
  })

/** The last request in which a session was kept, unless it was destroyed later, or refused. */
function lastKept(exchanges: readonly ExchangeFacts[], id: string): ExchangeFacts | null {
  const last = exchanges.findLast(({ store }) => store.some((one) => one.id === id && CHANGES.has(one.op)))
  const call = last && lastChange(last, id)
  return last && call && call.op !== 'destroy' && call.error === null ? last : null
}

const lastChange = ({ store }: ExchangeFacts, id: string): StoreCallFacts | undefined =>
  store.findLast((one) => one.id === id && CHANGES.has(one.op))

const CHANGES: ReadonlySet<StoreCallFacts['op']> = new Set(['set', 'touch', 'destroy'])

/** Whether the cookie of a session says that it is over within some time, in milliseconds. */
function endsWithin(kept: ExchangeFacts, id: string | undefined, ms: number): boolean {
  const lifetime = lifetimeOf((id === undefined ? null : lastChange(kept, id)?.session) ?? null)
  return lifetime !== null && lifetime < ms
}

/** Whether the process of one request still got others when that of a later one already did, or both are workers of one that is observed too. */
function livedTogether({ exchanges, processes }: Observation, before: ExchangeFacts, after: ExchangeFacts): boolean {
  const [one, other] = [before, after].map((exchange) => processes.find(({ pid }) => pid === exchange.pid))
  const isWorker = one?.end === null && one.parent === other?.parent && processes.some(({ pid }) => pid === one.parent)
  const last = exchanges.findLastIndex(({ pid }) => pid === before.pid)
  return isWorker || last > exchanges.findIndex(({ pid }) => pid === after.pid)
}

/** Packages with stores that keep sessions in the memory of the process, as MemoryStore does. */
const IN_MEMORY = new Set(['memorystore', 'session-memory-store'])

/** Whether a store keeps sessions in memory, as far as that is known; null where it is a class of the app. */
export function isInMemory({ store }: SessionCall): boolean | null {
  if (!store) return false
  if (store.isMemoryStore || IN_MEMORY.has(store.package ?? '')) return true
  return store.package === null ? null : false
}
