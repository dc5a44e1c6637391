/** What a process with an Express app is made of: packages, calls of session(), stores, layers. */

/** A place in a file that is neither a package nor part of Node.js. Lines count from 1. */
export interface Place {
  /** An absolute path. */
  readonly file: string
  readonly line: number
}

export interface ProcessFacts {
  readonly pid: number
  readonly parent: number
  /** How it was started, without the path of Node.js: as in `server.js`. */
  readonly argv0: string
  readonly node: string
  /** NODE_ENV when it started; null if it was not set. */
  readonly nodeEnv: string | null
  /** When it started, in milliseconds since 1970. */
  readonly startedAt: number
  /** What starts it again whenever a file changes, as far as its environment says: as in `nodemon`. Null for nothing that is known. */
  readonly watcher: string | null
  /** How it ended, as the one who started it saw it; null while it runs, or where nobody looks. */
  readonly end: ProcessEnd | null
}

export interface ProcessEnd {
  /** Null for one that a signal ended. Where the signal is null as well, it is only known that the process is gone. */
  readonly exitCode: number | null
  readonly signal: string | null
  /** When, in milliseconds since 1970, where it is only heard that it ended, and not what it printed. */
  readonly at?: number
  /** The last that it printed. */
  readonly output: string
}

export interface PackageFacts {
  /** The process that has loaded it, where that is told. */
  readonly pid?: number
  readonly name: string
  /** Null if its package.json does not say. */
  readonly version: string | null
  /** Its folder. */
  readonly folder: string
}

/** What kind of value something is; the text of a secret is never told. */
export interface ValueFacts {
  /** As `typeof` says it, or `null`, `array`, `date`, `promise`, `class`, `async function`, or the name of its class. */
  readonly kind: string
  /** The value of a boolean, a number or a short text that is no secret. */
  readonly value?: string | number | boolean | null
}

/** A call of session(). */
export interface SessionCall {
  /** Counts from 1 in each process. */
  readonly id: number
  readonly pid: number
  readonly at: Place | null
  /** The version of the express-session that was called. */
  readonly version: string | null
  /** The request during which it was called, or null: at the start, as usual. */
  readonly during: number | null
  /** Every option that was given, known or not, by its name; those of `cookie` by `cookie.` and their names. */
  readonly options: Readonly<Record<string, ValueFacts>>
  readonly secret: SecretFacts
  /** The name of the cookie that comes of the options. */
  readonly name: string
  readonly store: StoreFacts | null
  /** What it printed while it was called: deprecations and warnings. */
  readonly printed: readonly string[]
  /** What it threw, or null. */
  readonly threw: ErrorFacts | null
}

export interface SecretFacts {
  readonly kind: string
  readonly count: number
  /** The length of each, in bytes; 0 for what is neither text nor bytes. */
  readonly lengths: readonly number[]
  /** Whether each is one that is printed in documentation and examples. */
  readonly published: readonly boolean[]
  /** The environment variable that each was equal to at the call, or null: it came from there. */
  readonly variables: readonly (string | null)[]
}

export interface StoreFacts {
  /** Stores with the same number are the same object. */
  readonly id: number
  readonly className: string
  /** The package that its class comes from; null for one of the app. */
  readonly package: string | null
  readonly version: string | null
  /** Where the app made it: the constructor of its class, or what called that. */
  readonly at: Place | null
  /** Which of the methods of a store it has. */
  readonly methods: readonly string[]
  /** Of a class of the app: what its methods are called that nothing of express-session calls. */
  readonly otherMethods: readonly string[]
  /** Whether it is express-session's MemoryStore, or of a class that is based on it. */
  readonly isMemoryStore: boolean
  /** What it holds of its options, by their names: numbers, booleans, and texts that say where it keeps sessions, or how long. */
  readonly settings: Readonly<Record<string, ValueFacts>>
}

/** Something that a request can go through. */
export interface LayerFacts {
  /** Counts from 1 in the order in which the layers were added. */
  readonly id: number
  readonly kind: 'middleware' | 'router' | 'route' | 'handler' | 'error-handler'
  readonly name: string
  /** As it was written: a text, or a regular expression or a list as text. */
  readonly path: string
  /** In capitals; empty for all. */
  readonly methods: readonly string[]
  readonly at: Place | null
  /** The call of session() that made it, or null. */
  readonly session: number | null
  /** What is mounted there, in order. */
  readonly layers: readonly LayerFacts[]
}

export interface ListenFacts {
  readonly pid: number
  readonly address: string
  /** Null for a pipe. */
  readonly port: number | null
  readonly protocol: 'http' | 'https' | 'http2' | 'other'
}

export interface ErrorFacts {
  readonly name: string
  readonly message: string
  readonly code: string | null
  readonly stack: string
  readonly at: Place | null
  /** What Node.js refused (`ERR_ACCESS_DENIED`): the right that is missing, and to what. */
  readonly denied?: { readonly permission: string; readonly resource: string }
}
