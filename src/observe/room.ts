/** How much more may be written down within this second. */
export interface Room {
  /** Takes a place. @returns whether there was one */
  take(): boolean
}

const clock = performance.now.bind(performance)

/**
 * @param mostPerSecond places in each second
 * @param again hears, when a place is asked for, that another second has begun since one was asked for last
 */
export function createRoom(mostPerSecond: number, again: () => void): Room {
  let second = -1
  let taken = 0
  return {
    take() {
      const now = Math.floor(clock() / 1000)
      if (now !== second) {
        second = now
        taken = 0
        again()
      }
      taken += 1
      return taken <= mostPerSecond
    },
  }
}
