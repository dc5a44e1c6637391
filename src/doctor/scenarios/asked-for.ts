import type { Scenario } from './scenario.ts'

/** What the person asked for with `--visit`. */
export const askedFor: Scenario = {
  name: 'visits',
  title: 'what you asked for',
  does: 'writes',
  moves({ site, look }) {
    return site.visits.length === 0 ? [] : [...site.visits, ...look()]
  },
  without: 'no --visit',
}
