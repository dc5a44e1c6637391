import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { hideContext } from './context.ts'
import type { ExchangeFacts } from './observation.ts'

/** Facts that still grow. */
export type Growing<T> = T extends readonly [string, string]
  ? T
  : T extends readonly (infer Item)[]
    ? Growing<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Growing<T[Key]> }
      : T

/** A request that is under way, and what is known of it so far. */
export interface Underway {
  readonly facts: Growing<ExchangeFacts>
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** When it came, on a clock that nobody moves. */
  readonly started: number
  /** The layer that has it in hand, or null before the first. */
  layer: number | null
  /** Whether the app has ended the answer, though session() may hold it back for the store. */
  ended: boolean
  /** Whether the head of the answer went out before the app ended it, as with `res.write()`. */
  headWasEarly: boolean
  /** Whether session() is just ending the answer: what it calls is not called by the app. */
  committing: boolean
  /** Whether session() is about to ask for `req.session`: that is not the app's doing. */
  asks: boolean
}

const storage = new AsyncLocalStorage<Underway>()
hideStore(storage)

/**
 * Before Node.js 24 what is stored is a property of every promise, which an app that prints one would see (`async_hooks.js`, `_propagate`).
 */
function hideStore(stored: object): void {
  const { kResourceStore: key, _propagate: propagate } = stored as {
    readonly kResourceStore?: symbol
    readonly _propagate?: unknown
  }
  if (key === undefined || typeof propagate !== 'function') return
  Object.defineProperty(stored, '_propagate', {
    value: (resource: object, trigger: Readonly<Record<symbol, unknown>>) =>
      void Object.defineProperty(resource, key, {
        configurable: true,
        writable: true,
        enumerable: false,
        value: trigger[key],
      }),
  })
}

/** Keeps what Node.js hangs on promises and timers for this out of sight. @returns stops */
export const hideExchanges = (): (() => void) => hideContext(storage, {} as Underway)

/** The app may get another clock to see. */
const clock = performance.now.bind(performance)

/** What was done in time, in milliseconds since the process began. */
export const now = (): number => clock()

/** The exchange in whose course something happens; undefined outside of any, and for one that is only counted. */
export const current = (): Underway | undefined => storage.getStore()

/** Runs a function in the course of an exchange. */
export const within = <T>(underway: Underway | undefined, run: () => T): T =>
  underway === undefined ? run() : storage.run(underway, run)

/** Milliseconds since the request came, to a thousandth. */
export const since = ({ started }: Underway): number => Math.round((clock() - started) * 1000) / 1000

const known = new WeakMap<object, Underway>()

/** Remembers that a request, or its response, belongs to an exchange. */
export function belongs(part: object, underway: Underway): void {
  known.set(part, underway)
}

/** The exchange that a request or a response belongs to. */
export const exchangeOf = (part: unknown): Underway | undefined =>
  typeof part === 'object' && part !== null ? known.get(part) : undefined

const counted = new WeakSet<object>()

/** Remembers that there was no room for the exchange of a request. */
export const onlyCount = (request: object): void => void counted.add(request)

export const isOnlyCounted = (request: unknown): boolean =>
  typeof request === 'object' && request !== null && counted.has(request)
