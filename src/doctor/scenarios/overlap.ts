import type { Scenario } from './scenario.ts'

/** Several requests of one browser at once. */
export const overlap: Scenario = {
  name: 'overlap',
  title: 'several requests at once',
  does: 'writes',
  moves({ look, write }) {
    const sent = write({ follow: false })
    return sent.length === 0 ? look() : [{ together: [...look(), ...sent] }, ...look()]
  },
  without: 'nothing else writes',
}
