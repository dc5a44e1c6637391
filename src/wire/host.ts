import type { Express } from 'express'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { toPairs, type HeaderPair } from './exchange.ts'
import type { Recorder } from './recorder.ts'
import { requestTap } from './request-tap.ts'

/** An app that listens on 127.0.0.1, on a port of the system's choice. */
export interface Host {
  readonly server: http.Server
  readonly port: number
  /** How many connections it has taken so far. */
  connections(): number
  /** The headers, as sent, of the request that the last recording began with. */
  lastRequestHeaders(): readonly HeaderPair[]
  /** Cuts every connection and stops listening. Resolves when the port is free. */
  close(): Promise<void>
}

/** Serves an app on loopback, with taps for the recorder. The app itself is not changed. */
export async function host(app: Express, recorder: Recorder): Promise<Host> {
  const tap = await requestTap(recorder)
  let requestHeaders: readonly HeaderPair[] = []
  let heard: Recorder['current'] = null

  const server = http.createServer((request, response) => {
    // An app may send a request to itself while it answers. The exchange is about the one that came first.
    if (recorder.current && recorder.current !== heard) {
      heard = recorder.current
      requestHeaders = toPairs(request.rawHeaders)
    }
    const last = tap(request, response)
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
    lastRequestHeaders: () => requestHeaders,
    async close() {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}
