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

export type * from './process-facts.ts'

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
  /** What the apps are made of, as of their last request. */
  readonly stack: readonly LayerFacts[]
  readonly listens: readonly ListenFacts[]
  readonly exchanges: readonly ExchangeFacts[]
  readonly upgrades: readonly UpgradeFacts[]
  /** What went wrong outside of requests, or could not be told to belong to one. */
  readonly problems: readonly ProblemFacts[]
  /** How many exchanges were only counted, because there were more than could be written down. */
  readonly dropped: number
}

/** A header as it went over the wire. */
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
  /** The line of the app that answered: in which the answer was ended or its head sent, whichever came first. */
  readonly answeredAt: Place | null
  /** Whether nobody answered, so that Express did (finalhandler). */
  readonly unanswered: boolean
  readonly session: SessionFacts
  /** What session() said of this request, a line each (`DEBUG=express-session`). */
  readonly trace: readonly string[]
  readonly store: readonly StoreCallFacts[]
  /** Each id that genid returned; one that is no text as it is shown. */
  readonly generated: readonly ValueFacts[]
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

/** What session() did with a request, in plain facts. */
export interface SessionFacts {
  readonly state:
    | 'not-reached'
    | 'path-not-covered'
    | 'store-offline'
    | 'no-secret'
    | 'stepped-aside'
    | 'no-cookie'
    | 'bad-signature'
    | 'unknown-id'
    | 'found'
    | 'store-failed'
    | 'pending'
  /** The calls of session() whose middleware the request came to. */
  readonly by: readonly number[]
  /** The id at the beginning and at the end, as `req.sessionID` had it; null for none. */
  readonly idBefore: string | null
  readonly idAfter: string | null
  /** Whether the store was told to keep it. */
  readonly saved: boolean
  readonly touched: boolean
  readonly destroyed: boolean
  readonly cookie: 'set' | 'kept-back' | 'none'
  /** Why the cookie was kept back. */
  readonly why: 'not-secured' | 'id-not-text' | 'head-was-sent' | 'cannot-be-written' | 'session-removed' | null
  /** Where the app itself asked for `req.sessionID`, once for each layer. */
  readonly idReads: readonly IdRead[]
  /** Whether the last piece of the answer has the id in it. */
  readonly idTold: boolean
  /** What made `req.session` where no session() of express-session did: the name of its class, or null. */
  readonly foreign: string | null
}

/** The app asked for `req.sessionID`. */
export interface IdRead {
  /** The layer that had the request in hand; null before the first. */
  readonly layer: number | null
  readonly at: Place | null
}

/** One call of a store. Times are milliseconds from the beginning of the request. */
export interface StoreCallFacts {
  readonly op: 'get' | 'set' | 'touch' | 'destroy'
  readonly id: string
  /** What was known to be kept under that id before; null for nothing. */
  readonly before: SessionData | null
  /** What was found (get) or handed over (set, touch); null for nothing. */
  readonly session: SessionData | null
  readonly startedMs: number
  /** Null while it has not called back. */
  readonly doneMs: number | null
  readonly error: ErrorFacts | null
  /** Of `get`: what kind of value came. */
  readonly found?: ValueFacts
  /** Of `get`, where what came is not a session: where the store called back with it. */
  readonly foundAt?: Place | null
}

/** A session as JSON. What looks like a password is masked. */
export type SessionData = Readonly<Record<string, unknown>>

/** A difference of `req.session` between two moments. */
export interface SessionChange {
  /** The layer that had the request in hand; null before the first, or after the answer. */
  readonly layer: number | null
  /** `keys`: its data changed. `cookie`: its cookie settings changed. `replaced`: by something that is no session. `removed`: it is gone.
   *  `renewed`: it is another session object, as after regenerate() or reload(). `id`: `req.sessionID` was assigned. `stale`: an object
   *  that is no longer `req.session` was changed. */
  readonly kind: 'keys' | 'cookie' | 'replaced' | 'removed' | 'renewed' | 'id' | 'stale'
  /** The keys that were set or removed at the top. */
  readonly keys: readonly string[]
  /** Those of them that are gone or hold nothing now: null, undefined, an empty text, list or object. */
  readonly removedKeys: readonly string[]
  /** Keys whose value is undefined: JSON leaves them out. */
  readonly undefinedKeys: readonly string[]
  /** Values that JSON changes or cannot hold, by their keys: as in `Map`, `Date`, `circular`. */
  readonly notJson: Readonly<Record<string, string>>
  /** When it was seen: before the head was sent, after it, or after the end of the answer. */
  readonly when: 'before-head' | 'after-head' | 'after-end'
  /** When it was seen, in milliseconds from the beginning of the request: it was done between the look before and this one. */
  readonly ms: number
}

/** Something asked for `req.session`, and there was none. */
export interface MissingFacts {
  /** The layer that had the request in hand; null before the first. */
  readonly layer: number | null
  readonly at: Place | null
}

/** A call of a method of `req.session`, by the app. */
export interface MethodCall {
  readonly method: 'regenerate' | 'destroy' | 'save' | 'reload' | 'touch'
  readonly at: Place | null
  readonly callback: boolean
  readonly layer: number | null
  readonly startedMs: number
  readonly doneMs: number | null
  readonly error: ErrorFacts | null
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
