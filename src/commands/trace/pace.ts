/** Does something whenever there is a reason to, and not too often. */
export interface Pace {
  /** There is a reason: it is done soon. */
  plan(): void
  /** It is not done any more. */
  stop(): void
}

/** How often something is done. Times are in milliseconds. */
export interface Tempo {
  /** From a reason until it is done, at the least: reasons that come meanwhile are one. */
  readonly soonMs: number
  /** From one beginning to the next, at the least. */
  readonly gapMs: number
  /** The most of all time that it may take: with 0.2, after a second of it the next begins four seconds later. */
  readonly part: number
}

/** @param act is called; where it plans, that is the next reason */
export function createPace({ soonMs, gapMs, part }: Tempo, act: () => void): Pace {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let isActing = false
  let isAgain = false
  let notBefore = 0
  const begin = () => {
    timer = undefined
    const start = performance.now()
    isActing = true
    act()
    isActing = false
    notBefore = start + Math.max(gapMs, (performance.now() - start) / part)
    if (isAgain) plan()
  }
  const plan = () => {
    isAgain = isActing
    if (timer || isStopped || isActing) return
    timer = setTimeout(begin, Math.max(soonMs, notBefore - performance.now()))
  }
  return {
    plan,
    stop() {
      isStopped = true
      clearTimeout(timer)
      timer = undefined
    },
  }
}
