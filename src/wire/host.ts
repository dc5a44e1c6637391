import type { Express } from 'express'
import type { Store } from 'express-session'
import finalhandler from 'finalhandler'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { toPairs, type HeaderPair } from './exchange.ts'
import type { Recorder } from './recorder.ts'
import { tapStore } from './store-tap.ts'

/** An app that listens on 127.0.0.1, on a port of the system's choice. */
export interface Host {
  readonly server: http.Server
  readonly port: number
  /** The headers of the request that came in last, as sent. */
  lastRequestHeaders(): readonly HeaderPair[]
  /** Cuts every connection and stops listening. Resolves when the port is free. */
  close(): Promise<void>
}

/** Serves an app on loopback, with taps for the recorder. The app itself is not changed. */
export async function host(app: Express, recorder: Recorder): Promise<Host> {
  const tapped = new WeakSet<Store>()
  let requestHeaders: readonly HeaderPair[] = []

  const server = http.createServer((request, response) => {
    if (recorder.current) requestHeaders = toPairs(request.rawHeaders)
    keepDateOnTheAppsClock(response)
    // express-session puts its store here before it uses it (index.js "expose store"): the door to any store.
    let store: Store | undefined
    Object.defineProperty(request, 'sessionStore', {
      configurable: true,
      enumerable: true,
      get: () => store,
      set(value: Store) {
        store = value
        if (tapped.has(value)) return
        tapped.add(value)
        tapStore(value, recorder)
      },
    })
    // Express ends with finalhandler too (application.js `handle`); ours records the error instead of printing it.
    const recording = recorder.current
    const last = finalhandler(request, response, {
      env: 'production',
      onerror: (error) => void recording?.errors.push(String(error)),
    })
    // oxlint-disable-next-line typescript/no-floating-promises -- an Express app returns nothing
    ;(app as unknown as http.RequestListener & ((...words: unknown[]) => void))(request, response, last)
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    server,
    port: (server.address() as AddressInfo).port,
    lastRequestHeaders: () => requestHeaders,
    async close() {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Node takes the Date header from a clock that cannot be moved. This one moves with the app. */
function keepDateOnTheAppsClock(response: http.ServerResponse): void {
  const writeHead = response.writeHead as (...words: unknown[]) => http.ServerResponse
  response.writeHead = function (this: http.ServerResponse, ...words: unknown[]) {
    if (!this.headersSent) this.setHeader('Date', new Date().toUTCString())
    return writeHead.apply(this, words)
  }
}
