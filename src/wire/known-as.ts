import type { Transport } from './client.ts'

/**
 * Sends requests to servers that go by a name of their own, as a browser would that found it in the DNS: the name stands in Host, and decides
 * which cookies go along.
 * @param realOf where the server of an address really listens, as in `http://127.0.0.1:8080`
 */
export const knownAs = ({ client, send }: Transport, realOf: (address: URL) => string): Transport => ({
  client,
  send(server, plan, cookies, limitMs, ...how) {
    const address = new URL(server)
    const real = realOf(address)
    if (new URL(real).host === address.host) return send(server, plan, cookies, limitMs, ...how)
    return send(real, { ...plan, headers: { Host: address.host, ...plan.headers } }, cookies, limitMs, ...how)
  },
})
