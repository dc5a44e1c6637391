import { findRedis, INSTALL } from './find.ts'
import type { RedisHost, RedisServer } from './start.ts'

/** The Redis that is used, or why none is. */
export type Served =
  | { readonly kind: 'redis'; readonly server: RedisServer; readonly file: string }
  /** The person at the keyboard wants none, there is none, or it does not start. */
  | { readonly kind: 'nobody'; readonly reason: 'hidden' | 'missing' | 'failed'; readonly why: string | null }

/** The Redis of this machine: one server of our own for everything that is played. */
export interface RealRedis {
  /** Starts it when it is asked for first; later the same comes back, as long as it runs. It ends with our own process. */
  serve(): Promise<Served>
  /** The command that would bring one; null where that is not known. */
  readonly install: string | null
}

/** The Redis of this machine, which is not started yet. */
export function realRedis(host: RedisHost): RealRedis {
  let served: Promise<Served> | undefined
  return {
    install: INSTALL[host.platform] ?? null,
    serve: () => (served ??= start(host, () => (served = undefined))),
  }
}

async function start(host: RedisHost, ended: () => void): Promise<Served> {
  const found = findRedis(host.variables, host.platform)
  if (found.kind === 'hidden') return { kind: 'nobody', reason: 'hidden', why: null }
  if (found.kind === 'missing') return { kind: 'nobody', reason: 'missing', why: found.named }
  let isReady = false
  try {
    // Few lessons need it.
    const { startRedis } = await import('./start.ts')
    // One that ends before it is ready is told below.
    const server = await startRedis(found.file, host, () => void (isReady && ended()))
    isReady = true
    host.interrupted.addEventListener('abort', server.end, { once: true })
    return { kind: 'redis', server, file: found.file }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'nobody', reason: 'failed', why: `${found.file}: ${why}` }
  }
}
