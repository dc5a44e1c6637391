import type { Scenario } from './scenario.ts'

export const secondBrowser: Scenario = {
  name: 'two-browsers',
  title: 'a second browser does the same',
  does: 'reads',
  moves: ({ look, enter }) => [...look({ as: 'bob' }), ...enter({ as: 'bob' }), ...look({ as: 'bob' })],
  without: 'there is no page to open',
}
