import type { Fact } from '../observe/fact.ts'
import type { ErrorFacts } from '../observe/observation.ts'

/** How the world looks to the learner's process. */
export interface World {
  /** Where `Date` stands still until it is moved, in milliseconds since 1970; null for the real clock. */
  readonly now: number | null
  /**
   * What looks like chance and is none comes out the same at every start, as it does for anyone who knows it: `Math.random()`, fine
   * clocks, the number of the process. And what is drawn from the random source of Node.js is counted.
   */
  readonly repeatable: boolean
}

/** Packages that are lent where the learner has none: URLs of a file from which each can be imported, by their names. */
export type Lent = Readonly<Record<string, string>>

/**
 * The pipes between the two: words come out of one, a line each that begins with the secret, and the order and then the questions go
 * into the other, a line each. They are sockets, so that what went through cannot be read again under `/proc/self/fd`.
 */
export const WORDS_FD = 3
export const QUESTIONS_FD = 4

/** How long the secret is that stands before the order and before each word, in bytes of ASCII. */
export const SECRET_BYTES = 32

/** The longest that a word may be, in bytes. */
export const MOST_WORD_BYTES = 2_000_000

/** How deep its data may be nested. */
export const MOST_DEPTH = 200

/** What the learner's process is told at its start, after the secret. */
export interface Order {
  readonly file: string
  /** What is printed to standard error before Node.js says its last words. */
  readonly mark: string
}

/** A question, and the number under which it is answered. */
export type NumberedQuestion = Question & { readonly number: number }

/** What the learner's process is asked. Each question is answered, in order; `alive` at once, with a word of its own. */
export type Question =
  | { readonly ask: 'alive' }
  /** Load the file. `variables` are set before. */
  | {
      readonly ask: 'load'
      readonly world: World
      readonly lent: Lent
      readonly variables: Readonly<Record<string, string>>
    }
  /** A request will come: tell what became known before. */
  | { readonly ask: 'begin' }
  /** The answer came: tell what became known. Answered with the bits of chance that the process has drawn since its start; null where
   *  they are not counted, or cannot be. */
  | { readonly ask: 'end' }
  /** Is anything still going on that could lead to an answer? If not, what is known and `stuck` come before the answer. */
  | { readonly ask: 'pending' }
  /** Move `Date` to these milliseconds since 1970. */
  | { readonly ask: 'clock'; readonly now: number }

/** An error as text. `stack` begins with its name and message. */
export type Thrown = Omit<ErrorFacts, 'at'>

/** Where a handler of requests came from: `stack` is that of the call of `listen`, or null for an export. */
export interface FoundApp {
  readonly stack: string | null
  /** The name under which it is exported, or null. */
  readonly exported: string | null
  /** It listens, and speaks only HTTPS. */
  readonly secure?: boolean
}

/** What is known of a file that could not be loaded. */
export interface FailedLoad {
  readonly thrown: Thrown
  /** It could not be read as JavaScript; Node.js will say where, and end. */
  readonly parsing: boolean
  /** The files of the learner's that were read until then. */
  readonly files: readonly string[]
  /** What the package or module exports from which something is imported that it does not; empty if it was not that. */
  readonly exported: readonly string[]
  /** The names of the packages that are lent. */
  readonly lent: readonly string[]
}

/** The handler that a request reached last, and what came of it. */
export interface Handler {
  readonly name: string
  /** Its source, as it runs. */
  readonly code: string
  /** How much of an answer was sent. All of it, and yet nothing came: then something holds it back. */
  readonly sent: 'nothing' | 'some' | 'all'
}

/** What the learner's process says. */
export type Word =
  | { readonly say: 'ready'; readonly port: number }
  /** Loading the file ended with an error. */
  | ({ readonly say: 'failed' } & FailedLoad)
  /** Loading it ended without exactly one app. */
  | { readonly say: 'apps'; readonly apps: readonly FoundApp[] }
  /** Nothing is left to do, and an `await` of the file still waits. */
  | { readonly say: 'unsettled' }
  /** An error that nobody caught. */
  | { readonly say: 'uncaught'; readonly thrown: Thrown }
  /** It had a handler for that, and goes on. */
  | { readonly say: 'survived' }
  /** The learner's code ends the process, with a call as in `process.exit(1)`. */
  | { readonly say: 'exit'; readonly call: string; readonly stack: string }
  /** The learner's code closes the server of its app. */
  | { readonly say: 'closed'; readonly stack: string }
  /** Nothing goes on: the handler that the request reached last, with its source. */
  | ({ readonly say: 'stuck' } & Handler)
  /** A request, as in `GET /`, caused more than a word can hold. */
  | { readonly say: 'crowded'; readonly request: string }
  /** What became known of what the app does. Told before what it belongs to: an answer, or an end. */
  | { readonly say: 'fact'; readonly fact: Fact }
  | { readonly say: 'alive' }
  | { readonly say: 'answer'; readonly number: number; readonly value: number | boolean | null }
