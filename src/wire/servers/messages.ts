import type { ExchangeFacts } from '../../observe/observation.ts'

/** What a server in a process of its own is asked, over the channel of Node.js between parent and child. The first message is its order. */
export type Question =
  /** The answer came: tell what it caused. Answered with `caused`, when the app is done with all that is under way. */
  | { readonly ask: 'caused' }
  /** What waits for something in the app (`wait`) goes on waiting until it is told otherwise. */
  | { readonly ask: 'hold' }
  | { readonly ask: 'release' }

/** What such a server tells. */
export type Told =
  /** It listens on this port of 127.0.0.1. `about` is what its program says of it. */
  | { readonly tell: 'ready'; readonly port: number; readonly deprecations: readonly string[]; readonly about: object }
  /** Making the app threw. */
  | { readonly tell: 'failed'; readonly message: string; readonly deprecations: readonly string[] }
  | Caused
  /** A request waits, because of `hold`. */
  | { readonly tell: 'held' }
  /** Nobody caught an exception: its last word. */
  | { readonly tell: 'crashed'; readonly message: string }

/** What requests caused since this was asked last. */
export interface Caused {
  readonly tell: 'caused'
  /** One for each request, in the order in which they came. */
  readonly facts: readonly ExchangeFacts[]
  /** How often session() had been called by then. */
  readonly calls: number
  readonly deprecations: readonly string[]
}
