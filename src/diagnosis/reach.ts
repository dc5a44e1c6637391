import type { ExchangeFacts, LayerPassed, Place } from '../observe/observation.ts'

/** What asked for `req.session`, and where. */
export interface InVain {
  readonly needed: LayerPassed
  readonly at: Place | null
}

/**
 * The layer that asked for `req.session` while there was none, and then answered or failed; null if there is none. One that asks and
 * hands on, as a logger may, can do without.
 */
export function inVain({ layers, missing, session }: ExchangeFacts): InVain | null {
  // Another package makes sessions of its own; a plain object is what an app puts there against an error.
  if (session.foreign !== null && session.foreign !== 'object') return null
  for (const { layer, at } of missing) {
    const needed = layers.find((one) => one.layer === layer && one.kind !== 'error-handler' && one.did !== 'passed')
    if (needed) return { needed, at }
  }
  return null
}
