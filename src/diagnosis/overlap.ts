import type { ExchangeFacts, SessionData } from '../observe/observation.ts'
import { dataIn } from './session-data.ts'

/** What causes ask of two requests that have one session. */

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
