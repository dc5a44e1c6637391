import type { ExchangeFacts, Observation, SessionCall, StoreCallFacts } from '../observe/observation.ts'
import { sessionsOf } from './facts.ts'
import { lifetimeOf, loadOf } from './session-data.ts'
import { changesById, type StoreChange } from './store-changes.ts'

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
export const SOON_MS = 300_000

/**
 * Sessions that a store was given, did not refuse, was not told to destroy, and did not know when they were asked for, though their
 * cookies were not over.
 * @param when soon after, so that no store may have ended them by itself, or later
 */
export const forgottenIn = (observation: Observation, when: 'soon' | 'late' = 'soon'): readonly Forgotten[] =>
  observation.exchanges.flatMap((exchange): Forgotten[] => {
    if (exchange.session.state !== 'unknown-id') return []
    const asked = loadOf(exchange)
    const last = asked && lastChange(observation, exchange, asked)
    if (!last || last.call.op === 'destroy' || last.call.error !== null) return []
    const { exchange: kept } = last
    const goneMs = exchange.at - kept.at
    if (goneMs <= SOON_MS !== (when === 'soon') || endsWithin(last.call, Math.max(goneMs, SOON_MS))) return []
    const call = sessionsOf(observation, exchange).at(-1)
    const keeper = sessionsOf(observation, kept).at(-1)
    if (!call?.store || !keeper?.store) return []
    const isSame = keeper.pid === call.pid
    if (isSame ? keeper.store.id !== call.store.id : keeper.store.className !== call.store.className) return []
    return [{ exchange, call, kept, keeper, isRestart: isSame ? null : !livedTogether(observation, kept, exchange) }]
  })

/** Sessions that another process had in its memory, whether that was over by then or not. */
export const elsewhereIn = (observation: Observation): readonly Forgotten[] =>
  forgottenIn(observation).filter(({ isRestart, call }) => isRestart !== null && isInMemory(call) !== false)

/** What a store last did to a session before it was asked for it, and was done with; null for nothing, or if it was not done by then. */
export function lastChange(
  { exchanges }: Observation,
  asking: ExchangeFacts,
  asked: StoreCallFacts,
): StoreChange | null {
  const since = asking.at + asked.startedMs
  const doneAt = ({ exchange, call }: StoreChange): number => exchange.at + (call.doneMs ?? Infinity)
  let last: StoreChange | null = null
  for (const change of changesById(exchanges).get(asked.id) ?? []) {
    const isBefore = change.exchange.at + change.call.startedMs < since
    if (isBefore && (last === null || doneAt(change) >= doneAt(last))) last = change
  }
  // The two times are of two requests, each of which counts from a whole millisecond.
  return last && doneAt(last) < since + 1 ? last : null
}

/** Whether the cookie of a session says that it is over within some time, in milliseconds. */
function endsWithin({ session }: StoreCallFacts, ms: number): boolean {
  const lifetime = lifetimeOf(session)
  return lifetime !== null && lifetime < ms
}

/** Whether the process of one request still got others when that of a later one already did, or both are workers of one that is observed too. */
function livedTogether({ exchanges, processes }: Observation, before: ExchangeFacts, after: ExchangeFacts): boolean {
  const [one, other] = [before, after].map((exchange) => processes.find(({ pid }) => pid === exchange.pid))
  const isWorker = one?.end === null && one.parent === other?.parent && processes.some(({ pid }) => pid === one.parent)
  const last = exchanges.findLastIndex(({ pid }) => pid === before.pid)
  return isWorker || last > exchanges.findIndex(({ pid }) => pid === after.pid)
}

/** Whether the option store was there, and held nothing: session() then takes a MemoryStore. */
export const isEmpty = ({ options }: SessionCall): boolean =>
  ['undefined', 'null'].includes(options['store']?.kind ?? '')

/** Packages with stores that keep sessions in the memory of the process, as MemoryStore does. */
const IN_MEMORY = new Set(['memorystore', 'session-memory-store'])

/** Whether a store keeps sessions in memory, as far as that is known; null where it is a class of the app. */
export function isInMemory({ store }: SessionCall): boolean | null {
  if (!store) return false
  if (store.isMemoryStore || IN_MEMORY.has(store.package ?? '')) return true
  return store.package === null ? null : false
}
