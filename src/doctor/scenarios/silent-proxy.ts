import type { Scenario } from './scenario.ts'

/** A proxy that ends TLS and does not say so: what goes wrong then is the fault of nobody here. */
export const silentProxy: Scenario = {
  name: 'silent-proxy',
  title: 'behind a TLS proxy without X-Forwarded-Proto',
  does: 'reads',
  shows: [],
  moves: ({ look }) => look({ as: 'gina', headers: { Host: 'shop.example' } }),
  without: 'there is no page to open',
}
