import type { ExchangeFacts, SessionData, StoreCallFacts } from '../observe/observation.ts'

/** The first call of a store by which a request got its session; undefined for one that brought no id. */
export const loadOf = ({ store }: ExchangeFacts): StoreCallFacts | undefined => store.find(({ op }) => op === 'get')

/** The session as it was last handed over to the store, in a request; null if it was not. */
export const handedOver = ({ store }: ExchangeFacts): SessionData | null =>
  store.findLast(({ op, session }) => (op === 'set' || op === 'touch') && session !== null)?.session ?? null

/** What an app has put into a session. `cookie` is express-session's, and names with two underscores in front are those of stores. */
export const dataIn = (session: SessionData | null): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(session ?? {}).filter(([key]) => key !== 'cookie' && !key.startsWith('__')))

/** Whether an app has put anything into a session. */
export const hasData = (session: SessionData | null): boolean => Object.keys(dataIn(session)).length > 0

/** How long a session lasts without a visit, in milliseconds; null if its cookie names no end. */
export function lifetimeOf(session: SessionData | null): number | null {
  const { originalMaxAge } = Object(session?.['cookie']) as { readonly originalMaxAge?: unknown }
  return typeof originalMaxAge === 'number' ? originalMaxAge : null
}

/** When a session that a store has ends, in milliseconds since 1970; null if its cookie names no end. */
export function endIn(session: SessionData | null): number | null {
  const { expires } = Object(session?.['cookie']) as { readonly expires?: unknown }
  const end = typeof expires === 'string' ? Date.parse(expires) : Number.NaN
  return Number.isNaN(end) ? null : end
}
