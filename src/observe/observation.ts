import type {
  Place,
  ProcessFacts,
  PackageFacts,
  ValueFacts,
  SessionCall,
  LayerFacts,
  ListenFacts,
  ErrorFacts,
} from './process-facts.ts'
import type { MethodCall, MissingFacts, SessionChange, SessionFacts, StoreCallFacts } from './session-facts.ts'

export type * from './process-facts.ts'
export type * from './session-facts.ts'

/**
 * What an Express app did, as plain JSON data: facts, and no opinions. Each process tells of itself; what browsers and proxies made of
 * it is not known here. Anyone who drives the app adds who sent a request, and why.
 */
export interface Observation {
  /** In the order in which they started. */
  readonly processes: readonly ProcessFacts[]
  /** Packages that matter to sessions and were loaded, each copy once, in the order in which they were loaded. */
  readonly packages: readonly PackageFacts[]
  /** Every call of session(), in order. */
  readonly sessions: readonly SessionCall[]
  /** What the apps are made of, as of their last request. Layers are seen from Express 4.6 on. */
  readonly stack: readonly LayerFacts[]
  readonly listens: readonly ListenFacts[]
  readonly exchanges: readonly ExchangeFacts[]
  readonly upgrades: readonly UpgradeFacts[]
  /** What went wrong outside of requests, or could not be told to belong to one. */
  readonly problems: readonly ProblemFacts[]
  /** Exchanges that were only counted, by the process that got them: only one that did has a place here. */
  readonly dropped: readonly DroppedFacts[]
  /**
   * When this was looked at, in milliseconds since 1970, where the clients are real ones: they wait for as long as they like, and others may
   * come meanwhile or not.
   */
  readonly now?: number
}

/** What is known of the exchanges that a process only counted, because there were more than could be written down. */
export interface DroppedFacts {
  readonly pid: number
  readonly count: number
  /** How many of them were answered, by status. Those that were not have none. */
  readonly statuses: Readonly<Record<string, number>>
  /** In how many of them an error was handed on, to the app's own last handlers or to that of Express. */
  readonly failed: number
  /** Those errors, each kind and message once; not all of them, where there are very many. */
  readonly errors: readonly { readonly error: ErrorFacts; readonly count: number }[]
  /** How often session() kept its cookie back, because the connection was not secure. */
  readonly cookiesKeptBack: number
}

/** A header as it went over the wire: order, case and repetition are those of the message. */
export type HeaderPair = readonly [name: string, value: string]

/** One request and everything that it caused in this process. */
export interface ExchangeFacts {
  /** Counts from 1 in each process, dropped ones too. */
  readonly number: number
  /** The pid of the process that got it. */
  readonly pid: number
  /** The browser, or whatever sent it, where that is known. */
  readonly client: string | null
  /** What it was sent for, where that is known. */
  readonly scenario: string | null
  /** When it came, in milliseconds since 1970, on the app's clock. */
  readonly at: number
  /** When it came, in milliseconds since its process began, on a clock that nobody moves. */
  readonly cameMs: number
  /** The time from the request to the end of the answer, in milliseconds of a clock that nobody moves; null while there is none. */
  readonly durationMs: number | null
  readonly connection: ConnectionFacts
  readonly request: RequestFacts
  /** Null while no head was sent. */
  readonly response: ResponseFacts | null
  /** How it stands: `open` while nothing more is known, `closed` if the connection ended before the answer did. Closed without a duration
   *  it is where the one who sent it knows that there can be no answer any more. */
  readonly state: 'open' | 'ended' | 'closed'
  /** What Express takes for the truth about proxies: `app.get('trust proxy')` as text; null without an app. */
  readonly trustProxy: string | null
  readonly layers: readonly LayerPassed[]
  /** The line of the app that answered: in which the answer was ended or its head sent, whichever came first. Null, too, where it is not
   *  looked for. */
  readonly answeredAt: Place | null
  /** Whether nobody answered, so that Express did (finalhandler). */
  readonly unanswered: boolean
  readonly session: SessionFacts
  /** What session() said of this request, a line each (`DEBUG=express-session`). */
  readonly trace: readonly string[]
  /** When it said each line, in milliseconds from the beginning of the request. */
  readonly traceMs: readonly number[]
  readonly store: readonly StoreCallFacts[]
  /** Whether it did more with sessions than is told: then what came later is in neither `trace` nor `store`, or without its data. */
  readonly cutShort: boolean
  /** Each id that genid returned. */
  readonly generated: readonly GeneratedId[]
  /** What became of req.session, in order. */
  readonly changes: readonly SessionChange[]
  readonly calls: readonly MethodCall[]
  /** Where the app emptied the whole store of its session (`clear`); null if it did not. */
  readonly cleared: Place | null
  /** Where `req.session` was asked for before session() put one there: once for each layer. What session() asks itself does not count. */
  readonly missing: readonly MissingFacts[]
  /** Cookies that the app asked `req.signedCookies` for and that are false there: their signature does not fit the secret of cookie-parser. */
  readonly refusedCookies: readonly RefusedCookie[]
  readonly errors: readonly ErrorFacts[]
  /** The errors that nobody took, so that they came to what answers last (finalhandler). */
  readonly untaken: readonly ErrorFacts[]
}

/** What genid returned. */
export interface GeneratedId extends ValueFacts {
  /** A text as it is, another value as the trace shows it. */
  readonly shown: string
  /** When, in milliseconds from the beginning of the request. */
  readonly ms: number
}

/** A cookie with a signature that does not fit, and who asked for it: once for each name. */
export interface RefusedCookie {
  readonly name: string
  readonly at: Place | null
}

export interface ConnectionFacts {
  /** Whether TLS ended here. */
  readonly secure: boolean
  readonly remoteAddress: string | null
}

export interface RequestFacts {
  readonly method: string
  /** As it was sent. */
  readonly url: string
  readonly httpVersion: string
  readonly headers: readonly HeaderPair[]
  /** What kind of value `req.body` was at the end: `undefined` where nobody read it. */
  readonly body: string
}

export interface ResponseFacts {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly HeaderPair[]
  /** When the head went out, in milliseconds from the request. */
  readonly headMs: number
}

/** A layer that a request came to. */
export interface LayerPassed {
  /** @see LayerFacts */
  readonly layer: number
  readonly kind: LayerFacts['kind']
  readonly name: string
  readonly path: string
  readonly at: Place | null
  readonly session: number | null
  /** Whether there was a `req.session` when the request came here. */
  readonly sessionBefore: boolean
  /** `hung` while it has neither handed on nor answered. */
  readonly did: 'passed' | 'answered' | 'threw' | 'hung'
  /** When the request came here, in milliseconds from its beginning. */
  readonly ms: number
}

/** A request that asks for another protocol, such as WebSocket. Middleware does not run for it. */
export interface UpgradeFacts {
  /** Counts from 1 in each process. */
  readonly number: number
  readonly pid: number
  readonly at: number
  readonly url: string
  readonly headers: readonly HeaderPair[]
  /** The calls of session() whose middleware the app called with it. */
  readonly by: readonly number[]
  /** Where the app asked for its `req.session` while there was none; null if it did not. */
  readonly missing: Place | null
  /** Keys of its session that were set or removed, and not saved; null for none. */
  readonly unsaved: SocketKeys | null
  /** Keys of its session that another request had changed in the store by the time when the app read it; null for none. */
  readonly stale: SocketKeys | null
}

/** Keys of a session, and where the app read `req.session` for them. */
export interface SocketKeys {
  readonly keys: readonly string[]
  readonly at: Place | null
}

export interface ProblemFacts {
  readonly pid: number
  readonly kind: 'uncaught' | 'warning'
  readonly error: ErrorFacts
  /** The exchange that was under way in its context, or null. */
  readonly exchange: number | null
}
