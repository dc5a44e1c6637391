import type { PagePlan, PageStarter, Reading } from './pages/page.ts'
import type { HeaderPair, LayerPassed, SessionFacts, StoreCallFacts } from '../observe/observation.ts'

export type { HeaderPair, SessionData } from '../observe/observation.ts'

/** A request as the server received it. */
export interface RequestSeen {
  readonly method: string
  readonly path: string
  readonly headers: readonly HeaderPair[]
  readonly body: string
}

/** A response as the client received it. `status` is 0 when none came. */
export interface ResponseSeen {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly HeaderPair[]
  readonly body: string
}

/**
 * What sends requests: supertest where an answer is read whole, `node:http` where what happens before its end counts too, a real browser
 * where a page does. Beside a lesson somebody else may.
 */
export type Client = 'supertest' | 'node:http' | 'chromium' | 'somebody else'

/** The longest body of an answer that is read, in bytes. One that goes on is cut there, so that it fills no memory. */
export const MOST_BODY_BYTES = 1_000_000

/** One call of a session store. */
export type StoreCall = Pick<StoreCallFacts, 'op' | 'id' | 'before' | 'session'>

/** Why a server did not start, or a request got no answer. */
export interface Failure {
  /** `setup`: making the app threw. `crash`: nobody caught an exception. `hang`: no answer in time. `cut`: the connection
   *  ended before the answer did; the server lives on. `stopped`: we ended a server that was still at its answer. */
  readonly kind: 'setup' | 'crash' | 'hang' | 'cut' | 'stopped'
  readonly message: string
  /** What the request caused until then is not known: the process had no time left to tell. */
  readonly untold?: true
}

/** A layer that a request came to. */
export interface LayerSeen {
  /** Its name, as Express has it: that of its function. */
  readonly layer: string
  readonly kind: LayerPassed['kind']
  /** Where it is mounted; of a handler, the path of its route. */
  readonly path: string
  /** The line that added it, in a file beside the one that is shown; null where that is not known. */
  readonly at: { readonly file: string; readonly line: number } | null
  readonly did: LayerPassed['did']
  /** Whether session() made it. */
  readonly isSession: boolean
}

/** What is known of an exchange that a page began. */
export interface PageSeen {
  readonly origin: string
  readonly by: PageStarter
  readonly credentials: PagePlan['credentials']
  /** The browser asked first whether it may send the request, and what was answered. Null where it did not ask, or where that is all it sent. */
  readonly preflight: { readonly request: RequestSeen; readonly response: ResponseSeen } | null
  /** What the script got; null where the answer becomes the page that is shown. */
  readonly reading: Reading | null
}

/** What session() did with a request, in plain facts. */
export type SessionSeen = Pick<SessionFacts, 'state' | 'saved' | 'touched' | 'destroyed' | 'cookie' | 'why'>

/** A proxy that a request went through, and how it came there. */
export interface HopSeen {
  /** What the proxy is called, as in `the proxy`. */
  readonly name: string
  /** What was spoken with it. */
  readonly over: 'https' | 'http'
  /** As they came to it. */
  readonly headers: readonly HeaderPair[]
  /** Where it chose among several servers: the one that took the request. */
  readonly to?: string
}

/** Everything that one request caused: on the wire, in the middleware, in the store. */
export interface Exchange {
  readonly label: string
  /** The browser that sent it; null for a client that keeps no cookies. */
  readonly browser: string | null
  /** What sent it. */
  readonly client: Client
  /** As it came to the app. */
  readonly request: RequestSeen
  /** Where proxies stand before the app: those that it went through, from the browser to the app; none if it went past them. */
  readonly through?: readonly HopSeen[]
  /** There too: where the app itself listens, as `127.0.0.1:1234`. What its own requests say is where the first proxy listens. */
  readonly appAddress?: string
  /** Of somebody's own app: where the client believes it to be, as `https://shop.example`. */
  readonly origin?: string
  readonly response: ResponseSeen
  /** express-session's own debug output, a line each. */
  readonly trace: readonly string[]
  /** The layers of the app that it came to, in order; none where nothing of them is known. */
  readonly layers: readonly LayerSeen[]
  /** What session() did with it; null where nothing of that is known. In JSON it is called `session`. */
  readonly decided: SessionSeen | null
  /** The app had never called session() when this was answered. */
  readonly withoutSession?: true
  /** No Express app got it: another server of the process answered. */
  readonly withoutExpress?: true
  readonly store: readonly StoreCall[]
  /** Every id that genid returned. One that is no string stands as the trace shows it. */
  readonly generated: readonly string[]
  /** What Express handed to its final error handler. */
  readonly errors: readonly string[]
  readonly deprecations: readonly string[]
  readonly failure: Failure | null
  /** A page of another origin began it. `request` is then the last one that the browser sent. */
  readonly page?: PageSeen
  /** When the request was sent, in milliseconds since 1970 on the app's clock. */
  readonly at: number
  /** The bits of chance that the app's process had drawn since its start, where they were counted. */
  readonly drawn?: number
}

/** Node's flat `rawHeaders` (name, value, name, value) as pairs. */
export function toPairs(rawHeaders: readonly string[]): HeaderPair[] {
  const pairs: HeaderPair[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) pairs.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''])
  return pairs
}
