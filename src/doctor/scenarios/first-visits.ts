import type { Scenario } from './scenario.ts'

/** How long an app is left alone when it listens: it may still connect to something. In milliseconds. */
const SETTLES_MS = 500

export const firstVisits: Scenario = {
  name: 'first-visits',
  title: 'a first browser opens each page',
  does: 'reads',
  moves: ({ look }) => [{ restsMs: SETTLES_MS }, ...look({ loads: true })],
  without: 'there is no page to open',
}
