import type { HeaderPair, SessionData, StoreCallFacts } from '../../src/observe/observation.ts'
import { exchange, storeCall } from './observations.ts'

/** Cookies and times for observations. */

const SID = 'connect.sid=s%3Aid-1.mac'

/** The browser brings back its session. */
export const brought: readonly HeaderPair[] = [['Cookie', SID]]

/** An answer sets the cookie of the session. @param attributes as in `Path=/; HttpOnly` @param pair another cookie */
export const sets = (attributes = 'Path=/', pair = SID): readonly HeaderPair[] => [
  ['Set-Cookie', `${pair}; ${attributes}`],
]

/** An answer takes the cookie away. @param attributes those beside its end */
export const clears = (attributes = 'Path=/', name = 'connect.sid'): readonly HeaderPair[] =>
  sets(`${attributes}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`, `${name}=`)

/** A moment so many minutes after the first exchange, in milliseconds since 1970. */
export const minutes = (count: number): number => exchange().at + count * 60_000

/** Expires as express-session writes it, so many minutes after the first exchange. */
export const endsAt = (count: number): string => `Path=/; Expires=${new Date(minutes(count)).toUTCString()}`

/** What a store was asked for, and found. @param data null for nothing */
export const finds = (data: SessionData | null, parts: Partial<StoreCallFacts> = {}): StoreCallFacts =>
  storeCall({ op: 'get', session: data && { cookie: {}, ...data }, startedMs: 0, doneMs: 1, ...parts })

/** What a store was given to keep. */
export const keeps = (data: SessionData, parts: Partial<StoreCallFacts> = {}): StoreCallFacts =>
  storeCall({ session: { cookie: {}, ...data }, ...parts })

/** The cookie of a session as stores have it. @param lifetime in milliseconds; null for none */
export const lasting = (lifetime: number | null): SessionData => ({ cookie: { originalMaxAge: lifetime } })
