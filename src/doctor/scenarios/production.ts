import { header } from '../../diagnosis/facts.ts'
import type { ExchangeFacts } from '../../observe/observation.ts'
import { API, isHere, SITE, type Scenario } from './scenario.ts'

export const production: Scenario = {
  name: 'production',
  title: 'NODE_ENV=production, behind a TLS proxy',
  does: 'sets NODE_ENV',
  // Its visitors come once, and the restart before it made them strangers.
  shows: [
    'memory-store-production',
    'proxy-not-trusted',
    'cookie-not-cross-site',
    'secret-missing',
    'process-ended',
    'does-not-listen',
    'handler-threw',
  ],
  // Many apps set Secure, and SameSite=None, only there.
  refutes: ['no-secure', 'same-site-none-insecure'],
  disproves: (exchanges) => (exchanges.some(cameFromElsewhere) ? ['cookie-not-cross-site'] : []),
  moves({ look, enter, site: { front } }) {
    // A page of this machine is one of a developer.
    const page = front === null || isHere(front) ? null : front
    const how = { as: 'hana', at: page === null ? SITE : API }
    return [
      { restart: true, variables: { NODE_ENV: 'production' } },
      ...look(how),
      ...enter(how, true),
      ...look(how),
      ...(page === null ? [] : look({ ...how, from: page })),
    ]
  },
  without: 'there is no page to open',
}

/** Whether a page of another site asked, and the session's cookie came along. */
const cameFromElsewhere = (one: ExchangeFacts): boolean =>
  header(one.request.headers, 'sec-fetch-site') === 'cross-site' && one.session.state === 'found'
