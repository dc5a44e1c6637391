/** The time of the browsers that use a learner's app. Each attempt has its own, so that several can run side by side. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number
  /** Moves it ahead. */
  advance(milliseconds: number): void
}

/** Begins now. @param stands it stands still until it is moved, as it does for an app whose clock is moved */
export function beginTime(stands: boolean): Time {
  const begin = Date.now()
  let ahead = 0
  return {
    now: () => (stands ? begin : Date.now()) + ahead,
    advance: (milliseconds) => void (ahead += milliseconds),
  }
}
