import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { leaveOut } from '../../observe/leave-out.ts'
import { toPairs, type HeaderPair } from '../exchange.ts'
import type { Certificate } from './certificate.ts'
import { forwarded, goingOn, type ProxyPlan } from './forwarded.ts'
import type { Aim, Target } from './target.ts'

/** A request as it came to a proxy. */
export interface Passed {
  readonly method: string
  readonly path: string
  readonly headers: readonly HeaderPair[]
  /** The name of the server that it was sent on to; null where that has none, or nobody took it. */
  readonly to: string | null
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
 * @param aim says where requests go on to
 * @param certificate what it shows to those who come over https
 * @throws what listening throws
 */
export async function startProxy(plan: ProxyPlan, aim: Aim, certificate: Certificate): Promise<Proxy> {
  let passed: readonly Passed[] = []
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    const headers = toPairs(request.rawHeaders)
    const { method = '', url = '' } = request
    const came: { -readonly [K in keyof Passed]: Passed[K] } = { method, path: url, headers, to: null }
    passed = [...passed.slice(1 - MOST_PASSED), came]
    passOn(
      request,
      response,
      aim(headers),
      forwarded(headers, plan, request.socket.remoteAddress ?? 'unknown'),
      (name) => {
        came.to = name
      },
    )
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

/**
 * Sends a request on to the first of its targets where somebody listens. What was sent once is not sent again: it may have done something.
 * @param taken hears which server took it
 */
function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  targets: readonly Target[],
  headers: readonly HeaderPair[],
  taken: (name: string | null) => void,
): void {
  const [target, ...others] = targets
  const refuse = () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502).end()
  }
  if (!target) return refuse()
  const { method, url } = request
  const { name, port, says = [] } = target
  const onward = http.request({ host: '127.0.0.1', port, method, path: url, headers: headers.flat(), agent: false })
  let isTaken = false
  onward.on('socket', (socket) =>
    socket.once('connect', () => {
      isTaken = true
      taken(name)
      request.pipe(onward)
    }),
  )
  onward.on('response', (answer) => {
    // The server behind it has said when it answered.
    response.sendDate = false
    const own = goingOn(toPairs(answer.rawHeaders))
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, [...own, ...says].flat())
    response.flushHeaders()
    answer.pipe(response)
    // Half an answer must not look like a whole one.
    answer.on('error', () => response.destroy())
  })
  onward.on('error', () => {
    if (isTaken || others.length === 0) refuse()
    else passOn(request, response, others, headers, taken)
  })
  response.on('close', () => onward.destroy())
}
