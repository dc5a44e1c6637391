import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import { sessionsOf } from './facts.ts'

/** How long a client waits at least before it may be said that there was no answer, in milliseconds. */
const PATIENCE_MS = 1000
/** The same of real clients: what they ask for may take its time, and they may leave a page before it is there. */
export const REAL_PATIENCE_MS = 15_000

/** Whether a request has waited for the end of its answer for so long that none will come. */
export function isLeftWaiting(
  { exchanges, processes, now }: Observation,
  { pid, at, state, durationMs }: ExchangeFacts,
): boolean {
  if (state === 'ended') return false
  if (now !== undefined) {
    const until = processes.find((one) => one.pid === pid)?.end?.at ?? now
    return (durationMs ?? until - at) >= REAL_PATIENCE_MS
  }
  if (state === 'closed' && durationMs === null) return true
  const waited = durationMs ?? Math.max(0, ...exchanges.filter((one) => one.pid === pid).map((one) => one.at - at))
  return waited >= PATIENCE_MS
}

/** A store that has never answered anything is not only slow, even for those who would wait longer, in milliseconds. */
const SILENT_MS = 5000

/** Whether a store has answered nothing at all so far, and a real client asked it long ago, or has given up. */
export function isSilent(observation: Observation, { pid, at }: ExchangeFacts, id: number | undefined): boolean {
  const { exchanges, processes, now } = observation
  if (now === undefined || (processes.find((one) => one.pid === pid)?.end?.at ?? now) - at < SILENT_MS) return false
  const asked = exchanges.filter(
    (one) => one.pid === pid && sessionsOf(observation, one).some(({ store }) => store?.id === id),
  )
  return !asked.some(({ store }) => store.some(({ doneMs, error }) => doneMs !== null || error !== null))
}

/** Whether the store of a request that waits has answered one that came later: then it is there, and only this call is stuck. */
export function storeAnswersSince(observation: Observation, stuck: ExchangeFacts): boolean {
  const store = sessionsOf(observation, stuck).at(-1)?.store
  return observation.exchanges.some(
    (one) =>
      one.pid === stuck.pid &&
      one.number > stuck.number &&
      sessionsOf(observation, one).some((call) => call.store?.id === store?.id) &&
      one.store.some(({ doneMs, error }) => doneMs !== null && error === null),
  )
}
