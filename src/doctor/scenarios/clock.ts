import type { Scenario } from './scenario.ts'

/** Somebody who keeps coming while the session should live. */
export const keepsComing: Scenario = {
  name: 'clock-pauses',
  title: 'the clock moved, within maxAge',
  does: 'moves the clock',
  moves: ({ look, site }) => [{ laterMs: site.pauseMs }, ...look(), { laterMs: site.pauseMs }, ...look()],
  without: 'there is no page to open',
}

/** How long everybody stays away, in milliseconds. */
const LONG_MS = 26 * 3_600_000

/** Somebody who comes back, and a new visitor, long after the start. */
export const comesLate: Scenario = {
  name: 'clock-late',
  title: 'the clock moved, by 26 hours',
  does: 'moves the clock',
  moves: ({ look }) => [{ laterMs: LONG_MS }, ...look(), ...look(), ...look({ as: 'erin' }), ...look({ as: 'erin' })],
  without: 'there is no page to open',
}
