import { SITE, type Scenario } from './scenario.ts'

export const production: Scenario = {
  name: 'production',
  title: 'NODE_ENV=production, behind a TLS proxy',
  does: 'sets NODE_ENV',
  // Its visitors come once, and the restart before it made them strangers.
  shows: [
    'memory-store-production',
    'proxy-not-trusted',
    'secret-missing',
    'process-ended',
    'does-not-listen',
    'handler-threw',
  ],
  // Many apps set Secure only there.
  refutes: ['no-secure', 'same-site-none-insecure'],
  moves({ look, enter }) {
    const how = { as: 'hana', at: SITE }
    return [{ restart: true, variables: { NODE_ENV: 'production' } }, ...look(how), ...enter(how), ...look(how)]
  },
  without: 'there is no page to open',
}
