import type { Transport } from './client.ts'
import type { Chain } from './proxy/chain.ts'

/**
 * A client that may go through proxies: it trusts their certificate, and over https no other.
 * @param chain the proxies that stand there now, if there are any
 */
export const through = (client: Transport, chain: () => Pick<Chain, 'origin' | 'agent'> | undefined): Transport => ({
  client: client.client,
  send(server, plan, cookies, limitMs, onHead, _agent, onPart) {
    const { origin, agent } = chain() ?? {}
    return client.send(server, plan, cookies, limitMs, onHead, server === origin ? agent : undefined, onPart)
  },
})
