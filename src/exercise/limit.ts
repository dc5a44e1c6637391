/** How long something may take: each of its steps, and all of them together. */
export interface Limit {
  /** The next step begins, and has its own time, in milliseconds. */
  step(limitMs: number): void
  /** Milliseconds after which the time was over; null as long as it is not. */
  readonly over: number | null
  /** Nothing more is limited. */
  stop(): void
}

/**
 * Begins with the first step. A busy machine makes many short steps long, and that is no mistake of anybody's: so a step has its own
 * limit, and the whole has a wider one.
 * @param firstMs the longest that the first step may take, in milliseconds
 * @param totalMs the longest that all steps may take, in milliseconds
 * @param late is called once, when the time is over, with the limit that was reached
 */
export function startLimit(firstMs: number, totalMs: number, late: (limitMs: number) => void): Limit {
  let over: number | null = null
  const reach = (limitMs: number) => {
    over = limitMs
    stop()
    late(limitMs)
  }
  const start = (limitMs: number) => setTimeout(() => reach(limitMs), limitMs)
  const total = start(totalMs)
  let step = start(firstMs)

  function stop(): void {
    clearTimeout(step)
    clearTimeout(total)
  }
  return {
    step(limitMs) {
      if (over !== null) return
      clearTimeout(step)
      step = start(limitMs)
    },
    get over() {
      return over
    },
    stop,
  }
}
