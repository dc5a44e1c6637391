import type { Scenario } from './scenario.ts'

/** The most files beside pages that are asked for. */
const MOST_FILES = 5

/** Visitors who come once, as bots and health checks. */
export const passersBy: Scenario = {
  name: 'passers-by',
  title: 'visitors who come once',
  does: 'reads',
  moves: ({ look, site }) => [
    ...look().map((visit) => ({ ...visit, as: `a visitor of ${visit.send.slice(4)}` })),
    ...site.resources.slice(0, MOST_FILES).map((one) => ({ send: `GET ${one}`, as: `a visitor of ${one}` })),
  ],
  without: 'there is no page to open',
}
