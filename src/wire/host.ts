import type { Express } from 'express'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { prepareLastHandler } from './last-handler.ts'

/** An app that listens on 127.0.0.1, on a port of the system's choice. */
export interface Host {
  readonly server: http.Server
  readonly port: number
  /** How many connections it has taken so far. */
  connections(): number
  /** Cuts every connection and stops listening. Resolves when the port is free. */
  close(): Promise<void>
}

/** Serves an app on loopback. @param receive hears of each request before the app does */
export async function host(app: Express, receive: http.RequestListener = () => {}): Promise<Host> {
  const prepare = await prepareLastHandler()

  const server = http.createServer((request, response) => {
    receive(request, response)
    const last = prepare(request, response)
    // oxlint-disable-next-line typescript/no-floating-promises -- an Express app returns nothing
    ;(app as unknown as http.RequestListener & ((...words: unknown[]) => void))(request, response, last)
  })

  let connections = 0
  server.on('connection', () => void (connections += 1))

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    server,
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    async close() {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}
