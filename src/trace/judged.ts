import { REAL_PATIENCE_MS } from '../diagnosis/waiting.ts'
import type { ExchangeFacts, Observation } from '../observe/observation.ts'

/**
 * Whether a request may be judged: it is over, or its process is, or nobody would wait for it any more. What is under way may still be saved,
 * and a stream of events is meant to stay open.
 */
export function isToJudge({ processes, now = 0 }: Observation, exchange: ExchangeFacts): boolean {
  const { pid, state, at, response, store } = exchange
  if (state !== 'open' || processes.some((one) => one.pid === pid && one.end !== null)) return true
  const waits = response === null || store.some(({ doneMs, error }) => doneMs === null && error === null)
  return waits && now - at >= REAL_PATIENCE_MS
}
