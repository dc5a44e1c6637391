import type { Scenario } from './scenario.ts'

export const restart: Scenario = {
  name: 'restart',
  title: 'a restart',
  does: 'reads',
  moves: ({ look, enter }) => [...enter(), ...look(), { restart: true }, ...look()],
  without: 'there is no page to open',
}

/** Some time later it starts from what was installed: what it wrote is gone, as in a container. */
export const freshFolder: Scenario = {
  name: 'fresh-folder',
  title: 'a restart without the files that it wrote',
  does: 'moves the clock',
  // That sessions are gone says nothing of the store here.
  shows: ['store-retries'],
  moves: ({ look }) => [{ laterMs: 7_200_000 }, { restart: true, inEmptyFolder: true }, ...look()],
  without: 'there is no page to open',
}
