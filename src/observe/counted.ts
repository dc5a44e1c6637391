import type { DroppedFacts } from './observation.ts'
import { errorFacts, kindOf } from './show.ts'
import type { Growing } from './underway.ts'

/**
 * What is kept of exchanges that are only counted: sums, for all of them together. Nothing is put on their requests, and nothing is wrapped
 * for one of them.
 */

/** The most errors that are told apart. */
const MOST_ERRORS = 20

type Counts = Omit<DroppedFacts, 'pid'>

let count = 0
let answered = 0
let failed = 0
let cookiesKeptBack = 0
let statuses = new Map<number, number>()
let errors = new Map<string, Growing<DroppedFacts['errors'][number]>>()
let haveFailed = new WeakSet()
let isFull = false

/** Counts from 0 again. */
export function countAnew(): void {
  count = answered = failed = cookiesKeptBack = 0
  statuses = new Map()
  errors = new Map()
  haveFailed = new WeakSet()
  isFull = false
}

/** There was no room for an exchange. */
export function countOne(): void {
  count += 1
  isFull = true
}

/** There is room again. */
export const countNoMore = (): void => void (isFull = false)

/** Whether there was no room for the exchange that came last. */
export const isOnlyCounting = (): boolean => isFull

/** An answer has a head. Its exchange is not written down. */
export function countAnswer(status: number): void {
  if (answered === count) return
  answered += 1
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
}

/** An error was handed on. @param request one whose exchange is not written down; it is counted once */
export function countError(request: unknown, error: unknown): void {
  if (count === 0 || !error || typeof request !== 'object' || request === null || haveFailed.has(request)) return
  haveFailed.add(request)
  failed += 1
  const message = typeof error === 'object' ? Object.getOwnPropertyDescriptor(error, 'message')?.value : error
  const kind = `${kindOf(error)} ${typeof message === 'string' ? message : ''}`
  const known = errors.get(kind)
  if (known) known.count += 1
  else if (errors.size < MOST_ERRORS) errors.set(kind, { count: 1, error: errorFacts(error) })
}

/** session() did not send a cookie, because the connection is not secure. Its exchange is not written down. */
export function countCookieKeptBack(): void {
  if (count > 0) cookiesKeptBack += 1
}

/** How many were counted until now. */
export const countedSoFar = (): number => count

/** What is kept of them. */
export const counted = (): Counts => ({
  count,
  statuses: Object.fromEntries(statuses),
  failed,
  errors: [...errors.values()].map((one) => ({ ...one })),
  cookiesKeptBack,
})
