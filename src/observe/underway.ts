import type { IncomingMessage, ServerResponse } from 'node:http'
import { createContext, type Going } from './context.ts'
import { hiddenOn } from './hidden.ts'
import type { ExchangeFacts } from './observation.ts'
import type { Keys } from './session/keys.ts'
import type { Sight } from './session/sight.ts'

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
  /** What that layer calls. */
  handler: ((...words: never[]) => unknown) | null
  /** How much of what it did with sessions is told, in characters. */
  amount: number
  /** Whether the app has ended the answer, though session() may hold it back for the store. */
  ended: boolean
  /** Whether the head of the answer went out before the app ended it, as with `res.write()`. */
  headWasEarly: boolean
  /** Whether session() is just ending the answer: what it calls is not called by the app. */
  committing: boolean
  /** Whether session() is about to ask for `req.session`: that is not the app's doing. */
  asks: boolean
  /** What `req.session` was when it was looked at last; null before session() put one there. */
  sight: Sight | null
  /** Sessions that were `req.session` once, and are no more, with their data when they were left; null for none. */
  left: Map<object, Keys> | null
  /** The errors that are written down. */
  readonly noted: unknown[]
  /** How much was told last of what may still grow when its answer is over; null if nothing of it was told. */
  toldOf: number | null
}

const course = createContext<Underway>()

/** Exchanges go along with what is done for them from now on. */
export const followExchanges = (): Going => course.start()

/** The app may get another clock to see. */
const clock = performance.now.bind(performance)

/** What was done in time, in milliseconds since the process began. */
export const now = (): number => clock()

/** The exchange in whose course something happens; undefined outside of any, and for one that is only counted. */
export const current = (): Underway | undefined => course.get()

/** Runs a function in the course of an exchange. */
export const within = <T>(underway: Underway | undefined, run: () => T): T =>
  underway === undefined ? run() : course.run(underway, run)

/** Milliseconds since the request came, to a thousandth. */
export const since = ({ started }: Underway): number => Math.round((clock() - started) * 1000) / 1000

/** Exchanges by their requests. */
const known = hiddenOn<Underway>()

/**
 * Remembers that a request belongs to an exchange. One that is only counted gets the same place for it, and nothing in there: code that meets
 * requests of one shape alone is faster than code that meets two.
 */
export const belongs = (request: object, underway: Underway | undefined): void => known.set(request, underway)

/** The exchange that a request belongs to; undefined where that is only counted. */
export const exchangeOf = (request: unknown): Underway | undefined =>
  typeof request === 'object' && request !== null ? known.get(request) : undefined
