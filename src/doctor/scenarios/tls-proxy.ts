import { SITE, type Scenario } from './scenario.ts'

export const tlsProxy: Scenario = {
  name: 'tls-proxy',
  title: 'behind a TLS proxy',
  does: 'reads',
  moves({ look, enter }) {
    const how = { as: 'carol', at: SITE }
    return [...look(how), ...enter(how), ...look(how)]
  },
  without: 'there is no page to open',
}
