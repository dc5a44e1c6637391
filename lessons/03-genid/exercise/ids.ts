import { mistake, type Evidence } from '../../../src/exercise/index.ts'

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
  'Not every visitor got a cookie with an id in it, so there is nothing to compare.',
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

/** 64 bits are asked for; the estimate may miss some of them. */
export const FEWEST_BITS = 60

/** How much chance there can be in ids, seen from outside. */
export interface Room {
  /** Places in which ids differ from each other. */
  readonly places: number
  /** Different characters that stand in those places. */
  readonly letters: number
  /** Bits of chance at most: each place holds as many as its choice of characters. */
  readonly bits: number
}

/** The room in the ids of both starts. Of two starts the poorer counts: what is chosen once for a start, its visitors all see. */
export function roomOf(run: Run): Room {
  const starts = [idsOf(run, 'first'), idsOf(run, 'second')].filter((ids) => different(ids) > 1)
  // Where each start has a single id, what can be tried is what differs from start to start.
  const rooms = (starts.length > 0 ? starts : [allIds(run)]).map(roomIn)
  return rooms.reduce((poorer, room) => (room.bits < poorer.bits ? room : poorer))
}

/** The room that some ids leave. Of a few ids not every character has turned up everywhere. */
export function roomIn(ids: readonly string[]): Room {
  const drawn = [...new Set(ids)].map((id) => Array.from(id))
  const longest = Math.max(0, ...drawn.map((letters) => letters.length))
  const places = Array.from({ length: longest }, (_, at) => new Set(drawn.flatMap((id) => id[at] ?? []))).filter(
    (seen) => seen.size > 1,
  )
  const letters = new Set(places.flatMap((seen) => [...seen])).size
  // So many different ones turn up on average in one place, if any of them may stand there.
  const expected = letters * (1 - (1 - 1 / letters) ** drawn.length)
  const choices = places.map((seen) => (seen.size < expected / 2 ? seen.size : letters))
  return { places: places.length, letters, bits: choices.reduce((bits, choice) => bits + Math.log2(choice), 0) }
}

/** Whether the ids of a start are numbers that grow by the same step each time, behind what they all begin with. */
export function areCounted(ids: readonly string[]): boolean {
  const parts = ids.map((id) => /^(.*?)([0-9a-z]+)$/s.exec(id) ?? [])
  if (new Set(parts.map(([, before]) => before)).size > 1) return false
  return [10, 16, 36].some((base) => {
    const counts = parts.map(([, , word = '']) => Number.parseInt(word, base))
    const [first = Number.NaN, second = Number.NaN] = counts
    const step = second - first
    return step !== 0 && counts.every((count, index) => count === first + index * step)
  })
}

/** Whether an id holds the time at which its visitor came: milliseconds or seconds since 1970, as people write them. */
export function tellsTime(seen: ReturnType<Run['exchange']>): boolean {
  const id = seen.set?.id ?? ''
  // The Date header comes from the app's own clock, and has seconds.
  const second = Date.parse(seen.header('Date') ?? '') / 1000
  if (Number.isNaN(second)) return false
  const date = new Date(second * 1000)
  const texts = [String(second), date.toISOString().slice(0, 19), date.toUTCString(), date.toString().slice(0, 24)]
  const counts = (id.match(/[0-9a-z]+/gi) ?? []).flatMap((word) => [16, 36].map((base) => Number.parseInt(word, base)))
  return (
    texts.some((text) => id.includes(text)) ||
    counts.some((count) => count === second || Math.floor(count / 1000) === second)
  )
}
