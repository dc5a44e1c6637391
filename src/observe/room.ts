/** How much more may be written down within this second. */
export interface Room {
  /** Takes a place. @returns whether there was one */
  take(): boolean
}

/** How long this process was at work and how long it waited for work, in milliseconds, since it began. */
export interface Work {
  readonly active: number
  readonly idle: number
}

/** A process that works for so much of its time is busy: what is written down then costs it requests. */
const BUSY = 0.6
/** So many milliseconds of a second of a busy process go into writing down, at most. What they cost later, as for memory, comes on top. */
const SHARE_MS = 25
/** How long an answer to whether the process is busy holds, in milliseconds. */
const HOLDS_MS = 50
/** What an exchange costs more that is written down, in milliseconds: until it was measured, and within which limits it is believed. */
const COST = { guess: 0.3, least: 0.05, most: 1 }
/** So many of both kinds are compared at least. */
const ENOUGH = 20

const clock = performance.now.bind(performance)
const workUntilNow: () => Work = performance.eventLoopUtilization.bind(performance)

/**
 * @param mostPerSecond places in each second. Where more came in the second before, a process that is busy gets fewer, so that it keeps its
 *   time for requests: what one that is written down costs more than one that is only counted is measured as they come
 * @param again hears, when a place is asked for, that another second has begun since one was asked for last
 * @param now the time in milliseconds
 * @param worked what the process did until now (Node.js `performance.eventLoopUtilization()`)
 */
export function createRoom(mostPerSecond: number, again: () => void, now = clock, worked = workUntilNow): Room {
  let second = -1
  let [asked, taken] = [0, 0]
  let isRush = false
  let cost = COST.guess
  const isBusy = busyness(worked)
  // Where there is no rush, nobody asks what the process does: an app whose clock is its own would see that.
  let comparison: Comparison | null = null
  return {
    take() {
      const time = now()
      if (Math.floor(time / 1000) !== second) {
        cost = (cost + (comparison?.cost() ?? cost)) / 2
        isRush = asked > mostPerSecond
        comparison = isRush ? createComparison(worked) : null
        second = Math.floor(time / 1000)
        asked = taken = 0
        again()
      }
      asked += 1
      const isTaken = taken < mostPerSecond && !(isRush && taken * cost >= SHARE_MS && isBusy(time))
      if (isTaken) taken += 1
      comparison?.add(isTaken)
      return isTaken
    },
  }
}

/** @returns whether the process has been busy since that was worked out last */
function busyness(worked: () => Work): (time: number) => boolean {
  let since = -Infinity
  let before: Work = { active: 0, idle: 0 }
  let isBusy = false
  return (time) => {
    if (time - since < HOLDS_MS) return isBusy
    const work = worked()
    const [active, idle] = [work.active - before.active, work.idle - before.idle]
    isBusy = active > BUSY * (active + idle)
    before = work
    since = time
    return isBusy
  }
}

/** Compares the work of exchanges that are written down with that of those that are not, which come in turns. */
interface Comparison {
  add(isWritten: boolean): void
  /** What one that is written down costs more, in milliseconds; null where too few came. */
  cost(): number | null
}

function createComparison(worked: () => Work): Comparison {
  const work = { count: 0, active: 0 }
  const kinds = { written: { ...work }, counted: { ...work } }
  let kind: typeof work | null = null
  let since = 0
  return {
    add(isWritten) {
      const next = isWritten ? kinds.written : kinds.counted
      if (next !== kind) {
        turn()
        kind = next
      }
      next.count += 1
    },
    cost() {
      turn()
      const { written, counted } = kinds
      if (written.count < ENOUGH || counted.count < ENOUGH) return null
      const more = written.active / written.count - counted.active / counted.count
      return Math.min(Math.max(more, COST.least), COST.most)
    },
  }
  function turn(): void {
    const { active } = worked()
    if (kind) kind.active += active - since
    since = active
  }
}
