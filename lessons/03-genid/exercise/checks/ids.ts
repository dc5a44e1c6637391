import { mistake, type Run, type Seen } from '../../../../src/exercise/index.ts'
import { roomIn, type Room } from './room.ts'
import { first, firstAfterRestart, VISITORS, visitorsOf } from './scenes.ts'

/** What the ids of many visitors tell of how they are made. */

/** The two starts of the app. */
export type Start = keyof typeof visitorsOf

/** What the visitors of one start saw. @throws LessonError if some of them did not come */
export const visitsOf = (run: Run, start: Start): readonly Seen[] => visitorsOf[start].map((visitor) => run.at(visitor))

/** The ids in the cookies that they got: fewer than visitors, if some got none or an empty one. */
export const idsOf = (run: Run, start: Start): readonly string[] =>
  visitsOf(run, start).flatMap(({ set }) => (set?.id ? [set.id] : []))

/** The ids of both starts; none if a single visitor got none, because then nothing can be said of them. */
export function allIds(run: Run): readonly string[] {
  const ids = [...idsOf(run, 'first'), ...idsOf(run, 'second')]
  return ids.length === 2 * VISITORS ? ids : []
}

/** What keeps every check but the first from being looked at. */
export const noIds = mistake(
  ({ run }) => allIds(run).length === 0,
  'Not every visitor got an id, so there is nothing to look at here. Why they got none stands at the first check.',
)

/**
 * How many bits of chance the first id of a start can be made of at most: all that its process drew until its answer was there.
 * Of two starts the richer counts, since a key may lie in a file. Undefined if none were drawn that can be counted: what chance
 * there is then has another source.
 */
export function drawnFor(run: Run): number | undefined {
  const drawn = [first, firstAfterRestart].map((visitor) => run.at(visitor).drawn ?? Infinity)
  const most = Math.max(...drawn)
  return most > 0 && most < Infinity ? most : undefined
}

/** How many different ones there are. */
export const different = (ids: readonly string[]): number => new Set(ids).size

/** The room in the ids of both starts. */
export function roomOf(run: Run): Room {
  const starts = [idsOf(run, 'first'), idsOf(run, 'second')].filter((ids) => different(ids) > 1)
  // Where each start has a single id, what can be tried is what differs from start to start.
  return starts.length > 0 ? roomIn(...starts) : roomIn(allIds(run))
}
