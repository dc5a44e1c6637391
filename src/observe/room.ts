/** How much more may be written down within this second. */
export interface Room {
  /** Takes a place. @returns whether there was one */
  take(): boolean
  /** One that had a place could not be told after all. */
  lose(): void
  /** Tells how many got none so far, if that is more than what was told before. */
  tell(): void
}

const clock = performance.now.bind(performance)

/**
 * @param mostPerSecond places in each second
 * @param told hears how many got none so far, at most once in each second in which there were any
 */
export function createRoom(mostPerSecond: number, told: (dropped: number) => void): Room {
  let second = 0
  let taken = 0
  let dropped = 0
  let toldOf = 0
  const tell = () => {
    if (dropped > toldOf) told((toldOf = dropped))
  }
  return {
    take() {
      const now = Math.floor(clock() / 1000)
      if (now !== second) {
        tell()
        second = now
        taken = 0
      }
      taken += 1
      if (taken <= mostPerSecond) return true
      dropped += 1
      return false
    },
    lose: () => void (dropped += 1),
    tell,
  }
}
