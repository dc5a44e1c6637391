import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { TLSSocket } from 'node:tls'
import { countAnswer } from './counted.ts'
import { layersAdded } from './express/layers.ts'
import type { UpgradeFacts } from './observation.ts'
import { placeHere } from './place.ts'
import { listenForMissing } from './session/missing.ts'
import { maskedHeader, maskedUrl, shortened } from './show.ts'
import { belongs, exchangeOf, now, since, within, type Growing, type Underway } from './underway.ts'
import { beginUpgrade } from './upgrades.ts'

/** What becomes of exchanges. */
export interface ExchangeListener {
  /** Whether there is room to write down another; one for which there is not is only counted. */
  hasRoom(): boolean
  began(underway: Underway): void
  /** The head of the answer is about to be sent. */
  head(underway: Underway): void
  /** Nothing more will be sent. */
  over(underway: Underway): void
  /** Told again whenever more is known of it. */
  readonly upgrade: (facts: UpgradeFacts) => void
}

type Emit = (this: http.Server, type: string | symbol, ...words: unknown[]) => boolean
type Method = (this: ServerResponse, ...words: unknown[]) => unknown

/** The exchanges of a process. */
export interface Exchanges {
  /** How many there were so far, whether they are written down or only counted. */
  begun(): number
  /** What was put in its place is taken away. */
  stop(): void
}

/**
 * Hears of each request that a server of this process gets, over http and https.
 * @param pid of this process
 * @param findsAnswers whether the line that answered is looked for
 */
export function observeExchanges(pid: number, listener: ExchangeListener, findsAnswers: boolean): Exchanges {
  answersAreFound = findsAnswers
  let number = 0
  let upgrades = 0
  /** The request that is just handed to the app, and only counted. */
  let counting: unknown = null
  const undoServers = [http.Server.prototype, https.Server.prototype].map((prototype): (() => void) => {
    const server = prototype as unknown as { emit: Emit }
    const original = server.emit
    const emit: Emit = function emit(type, ...words) {
      if (type === 'upgrade') {
        upgrades += 1
        listenForMissing()
        beginUpgrade(
          upgradeFacts(upgrades, pid, words[0] as IncomingMessage),
          words[0] as IncomingMessage,
          listener.upgrade,
        )
      }
      // A server may hand a request on to another.
      if (type !== 'request' || words[0] === counting || exchangeOf(words[0]))
        return original.call(this, type, ...words)
      number += 1
      if (!listener.hasRoom()) {
        const before = counting
        counting = words[0]
        belongs(words[0] as IncomingMessage, undefined)
        try {
          return original.call(this, type, ...words)
        } finally {
          counting = before
        }
      }
      // Without Express, nobody says when a request comes to code of the app.
      if (layersAdded() === 0) listenForMissing()
      const underway = begin(number, pid, words[0] as IncomingMessage, words[1] as ServerResponse)
      underway.response.once('close', () => listener.over(underway))
      listener.began(underway)
      return within(underway, () => original.call(this, type, ...words))
    }
    // It is inherited there; it goes on to be what a server has, and no more.
    Object.defineProperty(server, 'emit', { configurable: true, enumerable: false, writable: true, value: emit })
    return () => void Reflect.deleteProperty(server, 'emit')
  })
  const undo = [...undoServers, observeHeads(listener)]
  return {
    begun: () => number,
    stop() {
      for (const step of undo) step()
    },
  }
}

/** Hears when the head of an answer is written. */
function observeHeads(listener: ExchangeListener): () => void {
  const prototype = http.ServerResponse.prototype as unknown as { writeHead: Method }
  const original = prototype.writeHead
  const writeHead = function writeHead(this: ServerResponse, ...words: unknown[]): unknown {
    const underway = exchangeOf(this.req)
    if (!underway) {
      const result = original.apply(this, words)
      countAnswer(this.statusCode)
      return result
    }
    if (this.headersSent) return original.apply(this, words)
    noteAnswer(underway, writeHead)
    listener.head(underway)
    const result = original.apply(this, words)
    noteHead(underway)
    return result
  }
  Object.defineProperty(writeHead, 'length', { configurable: true, value: original.length })
  prototype.writeHead = writeHead
  return () => {
    if (prototype.writeHead === writeHead) prototype.writeHead = original
  }
}

function begin(number: number, pid: number, request: IncomingMessage, response: ServerResponse): Underway {
  const started = now()
  const underway: Underway = {
    facts: {
      number,
      pid,
      client: null,
      scenario: null,
      at: Date.now(),
      cameMs: started,
      durationMs: null,
      connection: {
        secure: (request.socket as Partial<TLSSocket>).encrypted === true,
        remoteAddress: request.socket.remoteAddress ?? null,
      },
      request: {
        method: request.method ?? '',
        url: maskedUrl(request.url ?? ''),
        httpVersion: request.httpVersion,
        headers: pairs(request.rawHeaders),
        body: 'undefined',
      },
      response: null,
      state: 'open',
      trustProxy: null,
      layers: [],
      answeredAt: null,
      unanswered: false,
      session: {
        state: 'not-reached',
        by: [],
        idBefore: null,
        idAfter: null,
        saved: false,
        touched: false,
        destroyed: false,
        cookie: 'none',
        why: null,
        idReads: [],
        idTold: false,
        foreign: null,
      },
      trace: [],
      traceMs: [],
      store: [],
      cutShort: false,
      generated: [],
      changes: [],
      calls: [],
      missing: [],
      cleared: null,
      refusedCookies: [],
      errors: [],
      untaken: [],
    },
    request,
    response,
    started,
    layer: null,
    handler: null,
    amount: 0,
    ended: false,
    headWasEarly: false,
    committing: false,
    asks: false,
    sight: null,
    left: null,
    noted: [],
    toldOf: null,
  }
  belongs(request, underway)
  return underway
}

/** A line costs as much as a fifth of all else that is known of an exchange, and only exercises point at it. */
let answersAreFound = false

/** The answer is on its way. @param skip what was called for it */
export function noteAnswer({ facts }: Underway, skip: (...words: never[]) => unknown): void {
  if (answersAreFound) facts.answeredAt ??= placeHere(skip)
}

/** The most headers of an answer that are written down. Node.js takes no more than that from a request. */
const MOST_HEADERS = 2000

/** Takes the head of an answer as it goes over the wire (`OutgoingMessage._storeHeader`). */
function noteHead(underway: Underway): void {
  const { facts, response } = underway
  const { _header } = response as unknown as { readonly _header?: unknown }
  const head = typeof _header === 'string' ? _header : ''
  const end = head.indexOf('\r\n')
  facts.response = {
    status: response.statusCode,
    statusText: reasonIn(head, end),
    headers: headersIn(head, end + 2),
    headMs: since(underway),
  }
}

/** What stands behind the status in the first line of a head, as in `HTTP/1.1 200 OK`. @param end of that line */
function reasonIn(head: string, end: number): string {
  const start = head.indexOf(' ', head.indexOf(' ') + 1) + 1
  return start > 0 && start <= end ? head.slice(start, end) : ''
}

/** The lines of a head. @param from where they begin */
function headersIn(head: string, from: number): [string, string][] {
  const headers: [string, string][] = []
  for (let start = from; headers.length < MOST_HEADERS;) {
    const end = head.indexOf('\r\n', start)
    if (end <= start) return headers
    const colon = head.indexOf(': ', start)
    if (colon >= 0 && colon < end) {
      const name = head.slice(start, colon)
      headers.push([name, shortened(maskedHeader(name, head.slice(colon + 2, end)))])
    }
    start = end + 2
  }
  return headers
}

const upgradeFacts = (number: number, pid: number, request: IncomingMessage): Growing<UpgradeFacts> => ({
  number,
  pid,
  at: Date.now(),
  url: maskedUrl(request.url ?? ''),
  headers: pairs(request.rawHeaders),
  by: [],
  missing: null,
  unsaved: null,
  stale: null,
})

/** Node's flat `rawHeaders` as pairs. */
function pairs(rawHeaders: readonly string[]): [string, string][] {
  const found: [string, string][] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    found.push([name, maskedHeader(name, rawHeaders[i + 1] ?? '')])
  }
  return found
}
