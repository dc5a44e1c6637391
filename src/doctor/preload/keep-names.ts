import dns from 'node:dns'
import { allowed, refusal, tell } from './told.ts'

/**
 * Keeps an app from asking name servers for records, as clients of MongoDB do for `mongodb+srv:` addresses: the question itself leaves this
 * machine. Plain addresses are asked for by `connect`, which is kept back before.
 */

type Resolve = (...words: unknown[]) => unknown

/** What may be asked for beside addresses. */
const RECORDS = [
  'resolve',
  'resolveAny',
  'resolveSrv',
  'resolveTxt',
  'resolve4',
  'resolve6',
  'resolveCname',
  'resolveMx',
] as const

/** The port of a service that a record is about (RFC 2782: `_mongodb._tcp.shop.example`). */
const PORTS: Readonly<Record<string, number>> = { mongodb: 27017, postgresql: 5432, redis: 6379 }

function refuse(name: string): Error {
  const [, service = '', host = name] = /^_(\w+)\._\w+\.(.+)$/.exec(name) ?? []
  tell({ kind: 'net', host, port: PORTS[service] ?? 53, was: 'refused' })
  return Object.assign(refusal('ECONNREFUSED', `query ECONNREFUSED ${name}`), { hostname: name })
}

/** From now on it does. */
export function keepNames(): void {
  if (allowed === 'all') return
  const byCallback = [dns, dns.Resolver.prototype] as unknown as readonly Record<string, Resolve>[]
  const byPromise = [dns.promises, dns.promises.Resolver.prototype] as unknown as readonly Record<string, Resolve>[]
  for (const record of RECORDS) {
    for (const owner of byCallback)
      owner[record] = (name, ...rest) => {
        const done = rest.findLast((word) => typeof word === 'function') as ((error: Error) => void) | undefined
        const error = refuse(String(name))
        process.nextTick(() => done?.(error))
      }
    // oxlint-disable-next-line typescript/require-await -- it rejects, as what it stands for does
    for (const owner of byPromise) owner[record] = async (name) => Promise.reject(refuse(String(name)))
  }
}
