/** The part of a list that is shown where there is no room for all of it. */
export interface Shown {
  /** Counts from 0. */
  readonly first: number
  /** The first that is not shown any more. */
  readonly end: number
}

/**
 * Chooses the part of a list that is shown: as many items round the selected one as there is room for, and the selected one
 * itself whatever its height.
 * @param heights how many lines each item takes
 * @param room lines; two of them are for saying what is not shown, where something is not
 */
export function windowOf(heights: readonly number[], selected: number, room: number): Shown {
  if (sum(heights) <= room) return { first: 0, end: heights.length }
  let [first, end] = [selected, selected + 1]
  let left = room - 2 - (heights[selected] ?? 0)
  for (let grows = true; grows;) {
    const [above, below] = [heights[first - 1] ?? Infinity, heights[end] ?? Infinity]
    grows = false
    if (above <= left) {
      first -= 1
      left -= above
      grows = true
    }
    if (below <= left) {
      end += 1
      left -= below
      grows = true
    }
  }
  return { first, end }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
