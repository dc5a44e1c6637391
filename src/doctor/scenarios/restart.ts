import type { Scenario } from './scenario.ts'

export const restart: Scenario = {
  name: 'restart',
  title: 'a restart',
  does: 'reads',
  moves: ({ look, enter }) => [...enter(), ...look(), { restart: true }, ...look()],
  without: 'there is no page to open',
}

/** It starts from what was installed: what it wrote is gone, as in a container. */
export const freshFolder: Scenario = {
  name: 'fresh-folder',
  title: 'a restart without the files that it wrote',
  does: 'reads',
  // That sessions are gone says nothing of the store here.
  shows: ['store-retries'],
  moves: ({ look }) => [...look(), { restart: true, inEmptyFolder: true }, ...look()],
  without: 'there is no page to open',
}
