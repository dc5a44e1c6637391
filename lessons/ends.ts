import type { Seen } from '../src/lesson/index.ts'

/** Whether this is such a number of milliseconds. The clock of a lesson stands still, but a date on the wire has whole seconds. */
export const near = (value: unknown, milliseconds: number): boolean =>
  typeof value === 'number' && Math.abs(value - milliseconds) < 2000

/** How far ahead of an exchange the end lies that stands in a session, in milliseconds; undefined for no session or no end. */
export function timeLeft(session: Seen['session'] | undefined, { at }: Seen): number | undefined {
  const { expires } = Object(session?.['cookie'])
  return typeof expires === 'string' ? Date.parse(expires) - at : undefined
}

/** How long the store keeps the session that an exchange gave it last, in milliseconds; undefined for no session or no end. */
export const givenToStore = (seen: Seen): number | undefined =>
  timeLeft(seen.store.findLast(({ op }) => op === 'touch' || op === 'set')?.session, seen)
