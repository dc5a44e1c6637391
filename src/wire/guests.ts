import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ExchangeFacts } from '../observe/observation.ts'
import { callerOf } from './caller.ts'
import { causedIn } from './caused.ts'
import type { Home } from './home.ts'
import { toPairs, type Exchange, type Failure, type HeaderPair } from './exchange.ts'

/** Who hears of requests that somebody else sends to the app while a lesson waits: with curl, in a browser. */
export interface Guests {
  /** A request was answered, or its connection ended. With the number of one that was told before, it takes its place. */
  called(exchange: Exchange, number: number): void
  /** Where the app listens, as `127.0.0.1:1234`; null while none does. */
  listens(address: string | null): void
}

/** A request of somebody else, as the server of the app gets it. */
export interface Visit {
  readonly url: string
  readonly headers: readonly HeaderPair[]
  /** The beginning of its own body so far. */
  sent(): string
  /** The beginning of the answer's body so far. */
  body(): string
  /** What nobody caught meanwhile. */
  failure: Failure | null
}

/** So many are remembered: what came before them was told long ago. */
export const MOST_VISITS = 50

/** A request that comes now. */
export const visitBy = (request: IncomingMessage, response: ServerResponse): Visit => ({
  url: request.url ?? '',
  headers: toPairs(request.rawHeaders),
  sent: listenToRequest(request),
  body: listenToAnswer(response),
  failure: null,
})

/** Whether facts are those of a visit. Two that are alike in everything they sent are told as one. */
export const isOf = ({ url, headers }: Visit, { request }: ExchangeFacts): boolean =>
  url === request.url && JSON.stringify(headers) === JSON.stringify(request.headers)

/**
 * A request of somebody else, as exchanges are told.
 * @param home as in `openWire`
 */
export function guestExchange(facts: ExchangeFacts, { sent, body, failure }: Visit, home: Home): Exchange {
  const { request, response, at } = facts
  return {
    label: `somebody just called: ${callerOf(request.headers)}`,
    browser: null,
    client: 'somebody else',
    request: { method: request.method, path: request.url, headers: request.headers, body: sent() },
    response: response
      ? { status: response.status, statusText: response.statusText, headers: response.headers, body: body() }
      : { status: 0, statusText: '', headers: [], body: '' },
    ...causedIn([facts], home.folder, home.shownAs),
    deprecations: [],
    failure: failure ?? (response ? null : { kind: 'cut', message: 'the connection ended before there was an answer' }),
    at,
  }
}

/** What is kept of a body, in characters. */
const MOST_BODY = 2000

/** The beginning of a body, piece by piece. */
function beginning(): { keep(chunk: unknown, encoding: unknown): void; text(): string } {
  const pieces: Buffer[] = []
  let size = 0
  return {
    keep(chunk, encoding) {
      if (size >= MOST_BODY || (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))) return
      const isNamed = typeof encoding === 'string' && Buffer.isEncoding(encoding)
      const piece = typeof chunk === 'string' ? Buffer.from(chunk, isNamed ? encoding : 'utf8') : Buffer.from(chunk)
      pieces.push(piece)
      size += piece.length
    },
    text: () => Buffer.concat(pieces).toString('utf8').slice(0, MOST_BODY),
  }
}

/**
 * Listens to what a request brings, where Node.js hands it to the stream: reading the stream would take it from the app.
 * @returns the beginning of the body so far
 */
function listenToRequest(request: IncomingMessage): () => string {
  const { keep, text } = beginning()
  const own = request.push.bind(request)
  Object.assign(request, {
    push(chunk: unknown, encoding?: BufferEncoding) {
      keep(chunk, encoding)
      return own(chunk, encoding)
    },
  })
  return text
}

/** Listens to what an app answers. @returns the beginning of the body so far */
function listenToAnswer(response: ServerResponse): () => string {
  const { keep, text } = beginning()
  for (const method of ['write', 'end'] as const) {
    const own = response[method].bind(response) as (...words: readonly unknown[]) => unknown
    const heard = (chunk: unknown, ...words: readonly unknown[]) => {
      keep(chunk, words[0])
      return own(chunk, ...words)
    }
    Object.assign(response, { [method]: heard })
  }
  return text
}
