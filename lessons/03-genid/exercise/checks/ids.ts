import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { roomIn, type Room } from './room.ts'

/** What the ids of many visitors tell of how they are made. */

type Run = Evidence['run']

/** The two starts of the app, as they stand in labels. */
export type Start = 'first' | 'second'

/** So many visitors that letters which can turn up in ids do turn up. */
const VISITORS = 40

const numbers = Array.from({ length: VISITORS }, (_, index) => index + 1)

/** The labels of the visitors of one start, in order. */
export const labelsOf = (start: Start): readonly string[] =>
  numbers.map((number) => `visitor ${number}${start === 'first' ? '' : ' after the restart'}`)

/** What those visitors saw. @throws LessonError if some of them did not come */
export const visitorsOf = (run: Run, start: Start): readonly ReturnType<Run['exchange']>[] =>
  labelsOf(start).map((label) => run.exchange(label))

/** The ids in the cookies that they got: fewer than visitors, if some got none or an empty one. */
export const idsOf = (run: Run, start: Start): readonly string[] =>
  visitorsOf(run, start).flatMap(({ set }) => (set?.id ? [set.id] : []))

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
  const drawn = [labelsOf('first'), labelsOf('second')].map(([label = '']) => run.exchange(label).drawn ?? Infinity)
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
