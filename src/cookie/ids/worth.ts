import { areCounted, bitsOfNumbers } from './numbers.ts'
import { roomIn, type Room } from './room.ts'
import { beginsWithTime, tellsTime, type Given } from './times.ts'

/** What the ids are worth that many visitors got from one app, as far as the ids themselves tell it. */
export interface Worth {
  /** The ids of the first start. */
  readonly ids: readonly string[]
  /** An id that two visitors of one start got. */
  readonly repeated: string | undefined
  /** An id that came in both starts. */
  readonly again: string | undefined
  /** Whether the second start gave exactly the ids of the first, in the same order. */
  readonly isRepeat: boolean
  /** Whether all visitors of the first start got the same id. */
  readonly isOneForAll: boolean
  /** Whether all visitors of both starts got the same id. */
  readonly isOneForBoth: boolean
  /** Whether the ids of the first start are numbers that grow by the same step. */
  readonly areCounted: boolean
  /** Whether each of them holds the time at which its visitor came. */
  readonly tellTime: boolean
  /** Whether each of them begins with that time, and goes on with chance. */
  readonly beginWithTime: boolean
  /** The room that the ids of both starts leave for chance. */
  readonly room: Room
  /** The most bits of chance that they can hold because they are numbers of JavaScript; undefined where they are none. */
  readonly bitsAsNumbers: number | undefined
}

/**
 * Finds out what ids are worth.
 * @param first those of one start of the app, in the order in which they were given
 * @param second those of another start of the same app, in the same world: the same clock, the same visitors
 */
export function worthOf(first: readonly Given[], second: readonly Given[]): Worth {
  const ids = first.map(({ id }) => id)
  const others = second.map(({ id }) => id)
  // Where each start has a single id, what can be tried is what differs from start to start.
  const varied = [ids, others].filter((all) => different(all) > 1)
  return {
    ids,
    repeated: repeatedIn(ids) ?? repeatedIn(others),
    again: others.find((id) => ids.includes(id)),
    isRepeat: ids.join('\n') === others.join('\n'),
    isOneForAll: different(ids) === 1,
    isOneForBoth: different([...ids, ...others]) === 1,
    areCounted: areCounted(ids),
    tellTime: first.every(tellsTime),
    beginWithTime: first.every(beginsWithTime),
    room: varied.length > 0 ? roomIn(...varied) : roomIn([...ids, ...others]),
    bitsAsNumbers: bitsOfNumbers(ids),
  }
}

const different = (ids: readonly string[]): number => new Set(ids).size

const repeatedIn = (ids: readonly string[]): string | undefined => ids.find((id, index) => ids.indexOf(id) < index)
