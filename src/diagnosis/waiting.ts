import type { ExchangeFacts, Observation } from '../observe/observation.ts'

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
