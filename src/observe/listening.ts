import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { ListenFacts } from './observation.ts'

type Listen = (this: net.Server, ...words: unknown[]) => net.Server

/** Hears which servers of this process listen, and where. @returns stops */
export function observeListening(pid: number, told: (listen: ListenFacts) => void): () => void {
  const prototype = net.Server.prototype as unknown as { listen: Listen }
  const original = prototype.listen
  const listen = new Proxy(original, {
    apply(target, server: net.Server, words: unknown[]): unknown {
      server.once('listening', () => {
        const address = server.address()
        if (address === null) return
        const where =
          typeof address === 'string' ? { address, port: null } : { address: address.address, port: address.port }
        told({ pid, ...where, protocol: protocolOf(server) })
      })
      return Reflect.apply(target, server, words as [])
    },
  })
  prototype.listen = listen
  return () => {
    if (prototype.listen === listen) prototype.listen = original
  }
}

function protocolOf(server: net.Server): ListenFacts['protocol'] {
  if (server instanceof http.Server) return 'http'
  if (server instanceof https.Server) return 'https'
  return server.constructor.name.startsWith('Http2') ? 'http2' : 'other'
}
