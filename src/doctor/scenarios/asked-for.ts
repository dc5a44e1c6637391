import type { Scenario } from './scenario.ts'

/** What the person asked for with `--visit`. */
export const askedFor: Scenario = {
  name: 'visits',
  title: 'what you asked for',
  does: 'writes',
  moves({ site, look }) {
    return [...site.visits, ...look()]
  },
  without: 'no --visit',
}
