import type { ErrorFacts, Place, ValueFacts } from './process-facts.ts'

/** What became of the session in the course of one request: what session() did, the store, and the app. */

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
  /** `cleared`: the app told the browser to delete it. */
  readonly cookie: 'set' | 'cleared' | 'kept-back' | 'none'
  /** Why the cookie was kept back. */
  readonly why: 'not-secured' | 'id-not-text' | 'head-was-sent' | 'cannot-be-written' | 'session-removed' | null
  /** Where the app itself asked for the id of a session that is new, once for each layer; not looked for once its process keeps a session. */
  readonly idReads: readonly IdRead[]
  /** Whether the last piece of the answer has such an id in it. */
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
