const [later, clock] = [setTimeout, performance.now.bind(performance)]

/** What is looked at again some time after its end. */
export interface Afterwards<T> {
  add(one: T): void
  /** Those that are to be looked at once more at least, in the order in which they were added. */
  waiting(): readonly T[]
}

/** How late a look may come: those that are due soon after each other share a timer, in milliseconds. */
const SHARED_MS = 20

/** One that waits, until nobody is to look at it any more: then it is let go. */
interface Waiting<T> {
  one: T | null
  readonly added: number
}

/**
 * @param delays when each is looked at after it was added, in milliseconds, the longest last
 * @param most how many may wait: what waits is kept in memory, with all that it holds. When more come, the oldest is looked at early, for
 *   the last time
 * @param look looks at one
 */
export function afterwards<T>(delays: readonly number[], most: number, look: (one: T) => void): Afterwards<T> {
  const all = new Set<Waiting<T>>()
  const lookAt = (waiting: Waiting<T>, isLast: boolean) => {
    const { one } = waiting
    if (one === null) return
    if (isLast) {
      waiting.one = null
      all.delete(waiting)
    }
    look(one)
  }
  const queues = delays.map((delay, index) =>
    queueOf<T>(delay, (waiting) => lookAt(waiting, index === delays.length - 1)),
  )
  return {
    waiting: () => [...all].flatMap(({ one }) => (one === null ? [] : [one])),
    add(one) {
      const waiting = { one, added: clock() }
      all.add(waiting)
      for (const queue of queues) queue(waiting)
      const [oldest] = all.size > most ? all : []
      if (oldest) lookAt(oldest, true)
    },
  }
}

/** @returns adds one, which then comes after the delay */
function queueOf<T>(delay: number, come: (one: Waiting<T>) => void): (one: Waiting<T>) => void {
  let all: Waiting<T>[] = []
  let isPlanned = false
  const plan = (ms: number) => {
    isPlanned = true
    later(pass, ms).unref()
  }
  const pass = () => {
    isPlanned = false
    const now = clock()
    const next = all.findIndex(({ added }) => added + delay > now)
    const over = next < 0 ? all : all.slice(0, next)
    all = next < 0 ? [] : all.slice(next)
    for (const one of over) come(one)
    const [first] = all
    if (first && !isPlanned) plan(Math.max(first.added + delay - now, SHARED_MS))
  }
  return (one) => {
    all.push(one)
    if (!isPlanned) plan(delay)
  }
}
