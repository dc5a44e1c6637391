import type { Scenario } from './scenario.ts'

/** A WebSocket is opened, and used before a login and after it. */
export const sockets: Scenario = {
  name: 'upgrade',
  title: 'an upgrade to a WebSocket',
  does: 'writes',
  moves({ look, enter, site }) {
    const how = { as: 'vera' }
    return site.hasSockets
      ? [
          ...look(how),
          { opens: '/', ...how },
          { says: 'ada', ...how },
          ...enter(how),
          { says: 'ada', ...how },
          ...look(how),
        ]
      : []
  },
  without: 'no package for WebSockets is loaded',
}
