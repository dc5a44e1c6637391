import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { leaveOut } from '../../observe/leave-out.ts'
import { toPairs, type HeaderPair } from '../exchange.ts'
import type { Certificate } from './certificate.ts'
import { forwarded, goingOn, type ProxyPlan } from './forwarded.ts'

/** A request as it came to a proxy. */
export interface Passed {
  readonly method: string
  readonly path: string
  readonly headers: readonly HeaderPair[]
}

/** A reverse proxy that listens on 127.0.0.1, on a port of the system's choice. */
export interface Proxy {
  readonly port: number
  /** The requests that came since this was asked last, in the order in which they came. */
  came(): readonly Passed[]
  /** Cuts every connection through it. */
  cut(): void
  /** Cuts them and stops listening. Resolves when the port is free. */
  close(): Promise<void>
}

/** So many requests are remembered, where nobody asks for them. */
const MOST_PASSED = 50

/**
 * Starts a reverse proxy: it sends each request on over http when its head is there, and the answer back in the same way, without waiting for
 * what follows.
 * @param target the port on 127.0.0.1 where requests go on to
 * @param certificate what it shows to those who come over https
 * @throws what listening throws
 */
export async function startProxy(plan: ProxyPlan, target: number, certificate: Certificate): Promise<Proxy> {
  let passed: readonly Passed[] = []
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    const headers = toPairs(request.rawHeaders)
    const { method = '', url = '' } = request
    passed = [...passed.slice(1 - MOST_PASSED), { method, path: url, headers }]
    passOn(request, response, target, forwarded(headers, plan, request.socket.remoteAddress ?? 'unknown'))
  }
  const server = leaveOut(
    plan.speaks === 'https' ? https.createServer({ ...certificate }, receive) : http.createServer(receive),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    came() {
      const all = passed
      passed = []
      return all
    },
    cut: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}

function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  headers: readonly HeaderPair[],
): void {
  const { method, url } = request
  const onward = http.request({ host: '127.0.0.1', port, method, path: url, headers: headers.flat(), agent: false })
  onward.on('response', (answer) => {
    // The server behind it has said when it answered.
    response.sendDate = false
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, goingOn(toPairs(answer.rawHeaders)).flat())
    response.flushHeaders()
    answer.pipe(response)
    // Half an answer must not look like a whole one.
    answer.on('error', () => response.destroy())
  })
  onward.on('error', () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502).end()
  })
  request.pipe(onward)
  response.on('close', () => onward.destroy())
}
