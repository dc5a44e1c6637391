import type { Scenario } from './scenario.ts'

export const twoProcesses: Scenario = {
  name: 'two-processes',
  title: 'two processes beside each other',
  does: 'starts a second process',
  shows: ['memory-store-processes', 'secret-changes-at-start'],
  moves({ look, enter }) {
    const how = { as: 'ivan' }
    return [{ beside: true }, ...look(how), ...enter(how), ...look(how), ...look(how)]
  },
  without: 'there is no page to open',
}
