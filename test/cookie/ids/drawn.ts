import { createHash } from 'node:crypto'
import { worthOf, type Worth } from '../../../src/cookie/ids/worth.ts'

/** When all visitors come, in milliseconds since 1970. */
export const AT = Date.UTC(2026, 0, 1, 12, 30, 15)
/** Ids that visitors got at that time. */
export const given = (ids: readonly string[]) => ids.map((id) => ({ id, second: AT / 1000 }))

/** What the ids of two starts are worth; the second gave those of the first again if none are named. */
export const worth = (first: readonly string[], second = first): Worth => worthOf(given(first), given(second))

/** Hexadecimal digits that look drawn, and are the same in every run. */
export const digits = (seed: number, count: number): string =>
  createHash('sha512').update(String(seed)).digest('hex').slice(0, count)
/** The same of the 64 letters of URL-safe base64. */
export const letters = (seed: number, count: number): string =>
  createHash('sha512').update(String(seed)).digest('base64url').slice(0, count)
/** What a server gives to forty visitors. */
export const many = (make: (seed: number) => string, from = 0) =>
  Array.from({ length: 40 }, (_, index) => make(from + index))
