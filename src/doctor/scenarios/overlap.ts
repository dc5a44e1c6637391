import type { Scenario } from './scenario.ts'

/** Several requests of one browser at once. */
export const overlap: Scenario = {
  name: 'overlap',
  title: 'several requests at once',
  does: 'writes',
  moves({ look, write }) {
    // Many pages write, too.
    const all = [...look(), ...write({ follow: false })]
    return all.length < 2 ? all : [{ together: all }, ...look()]
  },
  without: 'nothing else writes',
}
