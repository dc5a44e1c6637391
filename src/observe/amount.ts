import type { Underway } from './underway.ts'

/** The most that is told of what one exchange did with sessions, in characters: lines of the trace, and sessions as JSON. */
export const MOST_AMOUNT = 2_000_000

/** Takes room for more of it. @returns whether there was room; where there was none, there is none any more */
export function takeRoom(underway: Underway, characters: number): boolean {
  underway.amount += characters
  if (underway.amount > MOST_AMOUNT) underway.facts.cutShort = true
  return !underway.facts.cutShort
}
