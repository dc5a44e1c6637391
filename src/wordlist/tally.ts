import type { Count, Tried } from './trier.ts'

/** The word of a target. */
export interface Hit {
  readonly word: Buffer
  /** Counted from 1. */
  readonly line: number
}

/** Puts together what came of the blocks of a list, in the order of the list. */
export interface Tally {
  /**
   * Takes what came of a block. Blocks may come in any order.
   * @param place of the block in the list, from 0
   * @returns whether the count moved on: not while an earlier block is missing
   */
  add(place: number, tried: Tried): boolean
  /** Of the blocks in front of the first one that is missing. */
  readonly count: Count
  /** By target: the first word in the list that fits, as far as the count goes. */
  readonly hits: readonly (Hit | null)[]
  /** The places of the targets without a word. */
  open(): readonly number[]
}

/** Starts counting for a number of targets. Once each of them has its word, nothing behind that word counts. */
export function startTally(targets: number): Tally {
  const hits: (Hit | null)[] = Array.from({ length: targets }, () => null)
  const early = new Map<number, Tried>()
  let next = 0
  let count: Count = { lines: 0, words: 0, skipped: 0, bytes: 0 }
  const open = () => [...hits.keys()].filter((target) => hits[target] === null)

  return {
    add(place, tried) {
      early.set(place, tried)
      const before = next
      for (let now = early.get(next); now && open().length > 0; now = early.get(next)) {
        early.delete(next)
        next += 1
        take(now)
      }
      return next > before
    },
    get count() {
      return count
    },
    hits,
    open,
  }

  function take(tried: Tried): void {
    const start = count
    for (const fit of tried.fits) {
      // A block may have been sent out before an earlier one came back with a word for this target.
      if (hits[fit.target] !== null) continue
      const end = sum(start, fit.count)
      hits[fit.target] = { word: Buffer.from(fit.word), line: end.lines }
      if (open().length === 0) {
        count = end
        return
      }
    }
    count = sum(start, tried.count)
  }
}

const sum = (one: Count, other: Count): Count => ({
  lines: one.lines + other.lines,
  words: one.words + other.words,
  skipped: one.skipped + other.skipped,
  bytes: one.bytes + other.bytes,
})
