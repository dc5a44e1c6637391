import dns from 'node:dns'
import net from 'node:net'
import type { FoundApp } from '../protocol.ts'
import { currentStack } from './describe.ts'

/** A server that the learner's code made, and where it asked to listen. */
export interface Listening {
  readonly server: net.Server
  readonly found: FoundApp
}

/** Where every server listens: nobody outside of this machine reaches it. */
export const LOOPBACK = '127.0.0.1'

/**
 * From now on every server of this process listens on 127.0.0.1 and on a port that the system chooses, whatever it asks for.
 * @returns the servers so far; the list grows
 */
export function tameListen(): readonly Listening[] {
  const servers: Listening[] = []
  const listen = net.Server.prototype.listen as (...words: unknown[]) => net.Server
  net.Server.prototype.listen = function (this: net.Server, ...words: unknown[]) {
    const callback = words.findLast((word) => typeof word === 'function')
    const stack = currentStack()
    const listens = atOnce(() => listen.call(this, { port: 0, host: LOOPBACK }, ...(callback ? [callback] : [])))
    if (!servers.some(({ server }) => server === this)) servers.push({ server: this, found: { stack, exported: null } })
    return listens
  } as net.Server['listen']
  return servers
}

/**
 * Listens without a look-up in between. A server that names no host has its address right after `listen()`; ours always
 * names one, and Node.js would look that up first, though it is a number (net.js `lookupAndListen`).
 */
function atOnce<T>(listen: () => T): T {
  const { lookup } = dns
  dns.lookup = ((host: string, ...rest: unknown[]) => {
    const answer = rest.at(-1) as (error: null, ...found: unknown[]) => void
    const [options] = rest as [{ readonly all?: boolean } | undefined]
    // Node.js 20 asks for one address, later ones ask for all of them.
    if (options?.all) answer(null, [{ address: host, family: 4 }])
    else answer(null, host, 4)
  }) as typeof lookup
  try {
    return listen()
  } finally {
    dns.lookup = lookup
  }
}
