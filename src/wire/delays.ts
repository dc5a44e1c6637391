/** What takes its time in an app of a lesson: a store far away, a slow service. */
export interface Delays {
  /**
   * Resolves so many milliseconds later. Where requests are under way together, the delays end in the order of their lengths, each when nothing
   * else can happen any more: what overtakes what is decided by their lengths alone, on a busy machine too.
   */
  wait(milliseconds: number): Promise<void>
  /**
   * Requests are under way together from now on.
   * @param isAtRest whether nothing moves any more, if so many delays are waited for
   * @returns says that they are over
   */
  during(isAtRest: (held: number) => boolean): () => void
  /** Nobody waits any longer: what was held is never released. */
  stop(): void
}

interface Held {
  /** On a clock of its own, which stands still while something moves. */
  readonly due: number
  release(): void
}

/** How often it is looked whether all is at rest, in milliseconds. */
const LOOK_MS = 2

const ALWAYS = () => true

/** No delays so far. */
export function createDelays(): Delays {
  let held: readonly Held[] = []
  let now = 0
  let timer: NodeJS.Timeout | undefined
  let isAtRest: (held: number) => boolean = ALWAYS

  const later = (milliseconds: number, todo: () => void) => {
    timer = setTimeout(() => {
      timer = undefined
      todo()
      next()
    }, milliseconds)
  }
  /** Ends the shortest delay, if it is over by then: a shorter one may have come, or something may move again. */
  const release = (by: number) => {
    const first = firstOf(held)
    if (!first || first.due > by || !isAtRest(held.length)) return
    now = first.due
    held = held.filter((one) => one !== first)
    first.release()
  }
  const next = () => {
    const first = firstOf(held)
    if (timer || !first) return
    if (isAtRest(held.length)) later(first.due - now, () => release(first.due))
    else later(LOOK_MS, () => {})
  }
  return {
    wait: (milliseconds) =>
      new Promise((resolve) => {
        held = [...held, { due: now + milliseconds, release: resolve }]
        next()
      }),
    during(rest) {
      isAtRest = rest
      return () => {
        isAtRest = ALWAYS
      }
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
      held = []
    },
  }
}

/** The one that ends first; of two that end together, the one that began first. */
const firstOf = (held: readonly Held[]): Held | undefined => held.toSorted((a, b) => a.due - b.due)[0]
