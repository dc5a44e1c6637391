import type { RedisClient } from '../wire/redis/client.ts'
import type { RealRedis } from '../wire/redis/real-redis.ts'
import type { RedisServer } from '../wire/redis/start.ts'
import type { RedisNamed } from './events.ts'

/** The Redis of one run, for the servers whose parts ask for it. */
export interface RunRedis {
  /** Starts it, empty, when it is asked for first. Says once who keeps the sessions. */
  introduce(): AsyncGenerator<RedisNamed>
  /** Where it is, with its password, for a server in a process of its own; null if there is none. */
  url(): string | null
  /** A connection for an app that runs here; null where there is no Redis. */
  connect(): Promise<RedisClient | null>
  /** Cuts every connection that was made here. */
  close(): void
}

/** @param real the one of this machine; if it is left out, there is none */
export function redisOf(real: RealRedis | undefined): RunRedis {
  let server: RedisServer | null = null
  let isTold = false
  const clients: RedisClient[] = []
  return {
    async *introduce() {
      if (isTold) return
      isTold = true
      const served = (await real?.serve()) ?? { kind: 'nobody', reason: 'hidden', why: null }
      if (served.kind === 'nobody') {
        const { reason, why } = served
        const install = reason === 'missing' ? (real?.install ?? null) : null
        yield { event: 'redis', real: null, reason, detail: why, install }
        return
      }
      server = served.server
      // Another run may have left something.
      await server.empty()
      yield { event: 'redis', real: server.version, reason: null, detail: served.file, install: null }
    },
    url: () => server?.url ?? null,
    async connect() {
      if (server === null) return null
      // What speaks to Redis is loaded by lessons that do.
      const { connectRedis } = await import('../wire/redis/client.ts')
      const client = await connectRedis(server.url)
      clients.push(client)
      return client
    },
    close() {
      for (const client of clients.splice(0)) client.destroy()
    },
  }
}
