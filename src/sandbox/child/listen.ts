import net from 'node:net'
import type { FoundApp } from '../protocol.ts'

/** A server that the learner's code made, and where it asked to listen. */
export interface Listening {
  readonly server: net.Server
  readonly found: FoundApp
}

/**
 * From now on every server of this process listens on 127.0.0.1 and on a port that the system chooses, whatever it asks for.
 * @returns the servers so far; the list grows
 */
export function tameListen(): readonly Listening[] {
  const servers: Listening[] = []
  const listen = net.Server.prototype.listen as (...words: unknown[]) => net.Server
  net.Server.prototype.listen = function (this: net.Server, ...words: unknown[]) {
    const callback = words.findLast((word) => typeof word === 'function')
    // The same server may ask again; Node refuses that itself.
    if (!servers.some(({ server }) => server === this)) {
      servers.push({ server: this, found: { stack: new Error('listen').stack ?? '', exported: null } })
    }
    return listen.call(this, { port: 0, host: '127.0.0.1' }, ...(callback ? [callback] : []))
  } as net.Server['listen']
  return servers
}
