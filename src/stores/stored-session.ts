/** A session as a store holds it. Times are in milliseconds since 1970. */
export interface StoredSession {
  /** The package of the store that writes such sessions. */
  readonly writtenBy: string
  /** The name of the file, the Redis key, or the id in a table. */
  readonly key: string
  /** The table or the collection that it is in; left out if there is none. */
  readonly place?: string
  /** Where it was found under another key than the one that was asked for: what option of the store makes that key. */
  readonly otherKey?: OtherKey
  /** The ids that it may be kept under, where none of them was asked for. */
  readonly otherIds?: readonly string[]
  /** As it is stored, `cookie` included, without what the store itself adds (`__lastAccess`). */
  readonly session: Readonly<Record<string, unknown>>
  /** It was not found by its id: none stands beside it. */
  readonly idIsUnknown?: true
  /** When it was last written or touched; null where nothing tells. */
  readonly touchedAt: number | null
  /** What `touchedAt` takes for granted about the options of the store; null where it is a fact. Completes "if the store has ...". */
  readonly touchedAssumes: string | null
  /** When the store lets go of it if nobody comes back; null for never. */
  readonly expiresAt: number | null
  /** Nothing tells when, or whether, the store lets go of it. */
  readonly endIsUnknown?: true
  /** What `expiresAt` takes for granted about the options of the store, in the same way. */
  readonly expiryAssumes: string | null
}

/** How the key of a session differs from what was looked for. */
export interface OtherKey {
  readonly option: 'prefix' | 'fileExtension'
  /** What the option must be for this key. */
  readonly value: string
  /** Whether a person said that it is something else. */
  readonly isDenied: boolean
}

/** Looks into one store. Never writes, touches or deletes anything in it. */
export interface StoreReader {
  /** Where it looks, to print. Holds no password. */
  readonly shown: string
  /**
   * The name of the file, the Redis key, or what else belongs to a session id.
   * @throws UserError for an id that is never looked up, because it would lead out of the store
   */
  keyOf(id: string): string
  /**
   * Looks a session up.
   * @returns null where the store holds nothing under this id; a session that has expired is returned if it is still there
   * @throws UserError when the store cannot be asked, does not answer in time, or holds something else under this id
   */
  find(id: string): Promise<StoredSession | null>
  /** Whether it says itself that it is about this id; left out where it holds many sessions. */
  knows?(id: string): boolean
  /** Ends every look-up under way, which then fails. Nothing is left open afterwards. */
  close(): void
}

/** What opening a store takes beside its location. */
export interface StoreOptions {
  /** What stands before the id in a Redis key; null where nobody said. connect-redis has `sess:` unless told otherwise. */
  readonly prefix: string | null
  /** The folder of a project: drivers of databases are taken from there. Left out: the current one. */
  readonly folder?: string
  /** The longest that one look-up may take, in milliseconds: names, connection, TLS, password and answer together. */
  readonly timeoutMs?: number
  /** The program to look up host names with, in a process of its own: only a process can be stopped in the middle of that. */
  readonly nodePath: string
}
