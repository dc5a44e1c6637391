import type { ExchangeFacts, Observation } from '../observe/observation.ts'

/** How long a client waits at least before it may be said that there was no answer, in milliseconds. */
const PATIENCE_MS = 1000

/** Whether a request has waited for the end of its answer for so long that none will come. */
export function isLeftWaiting({ exchanges }: Observation, { pid, at, state, durationMs }: ExchangeFacts): boolean {
  if (state === 'ended') return false
  if (state === 'closed' && durationMs === null) return true
  const waited = durationMs ?? Math.max(0, ...exchanges.filter((one) => one.pid === pid).map((one) => one.at - at))
  return waited >= PATIENCE_MS
}
