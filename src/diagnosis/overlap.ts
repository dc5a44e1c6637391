import type { ExchangeFacts, SessionData, StoreCallFacts } from '../observe/observation.ts'
import { dataIn } from './session-data.ts'

/** What causes ask of two requests that have one session, and of what the store was told by each. */

/** A moment of an exchange on the clock of its app, in milliseconds since 1970. @param ms from the beginning of the exchange */
export const momentOf = ({ at }: ExchangeFacts, ms: number): number => at + ms

/** By how much two moments may seem to be in the wrong order, in milliseconds: `at` counts whole ones. */
export const CLOCK_MS = 1

/** Whether a request came when the head of another's answer was out. */
export const cameAfterHead = (later: ExchangeFacts, earlier: ExchangeFacts): boolean =>
  earlier.response !== null && later.at + CLOCK_MS >= momentOf(earlier, earlier.response.headMs)

/** The keys of a session's data: without its cookie, and what its store notes there. */
export const dataKeys = (session: SessionData | null): readonly string[] => Object.keys(dataIn(session))

/** Whether two pieces of JSON are the same. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The keys whose values are not the same in two sessions. */
export const differences = (a: SessionData | null, b: SessionData | null): readonly string[] =>
  [...new Set([...dataKeys(a), ...dataKeys(b)])].filter((key) => !isSame(a?.[key], b?.[key]))

/** Keys that an exchange put into its session, or took out. */
export const keysChanged = ({ changes }: ExchangeFacts): readonly string[] =>
  changes.flatMap(({ kind, keys }) => (kind === 'keys' || kind === 'renewed' ? keys : []))

/** The other exchange that gave the store what a call found there: the last one that did. */
export const writerOf = (
  exchanges: readonly ExchangeFacts[],
  own: ExchangeFacts,
  { id, before }: StoreCallFacts,
): ExchangeFacts | undefined =>
  exchanges.findLast(
    (one) =>
      one !== own &&
      one.pid === own.pid &&
      one.store.some((call) => call.op === 'set' && call.id === id && isSame(call.session, before)),
  )

/** Another exchange that had destroyed the session before this one saved it: after a login there is none yet, and a logout comes later. */
export const destroyerOf = (
  exchanges: readonly ExchangeFacts[],
  own: ExchangeFacts,
  { id, startedMs }: StoreCallFacts,
): ExchangeFacts | undefined =>
  exchanges.findLast(
    (one) =>
      one !== own &&
      one.pid === own.pid &&
      one.store.some(
        (call) => call.op === 'destroy' && call.id === id && momentOf(one, call.startedMs) < momentOf(own, startedMs),
      ),
  )
