const [later, clock] = [setTimeout, performance.now.bind(performance)]

/** What is looked at again some time after its end. */
export interface Afterwards<T> {
  add(one: T): void
  /** Those that are to be looked at once more at least, in the order in which they were added. */
  readonly waiting: ReadonlySet<T>
}

/** How late a look may come: those that are due soon after each other share a timer, in milliseconds. */
const SHARED_MS = 20

/**
 * @param delays when each is looked at after it was added, in milliseconds, the longest last
 * @param look looks at one
 */
export function afterwards<T>(delays: readonly number[], look: (one: T) => void): Afterwards<T> {
  const waiting = new Set<T>()
  const last = delays.length - 1
  const queues = delays.map((delay, index) =>
    queueOf<T>(delay, (one) => {
      look(one)
      if (index === last) waiting.delete(one)
    }),
  )
  return {
    waiting,
    add(one) {
      waiting.add(one)
      for (const add of queues) add(one)
    },
  }
}

/** @returns adds one, which then comes after the delay */
function queueOf<T>(delay: number, come: (one: T) => void): (one: T) => void {
  let all: { readonly one: T; readonly due: number }[] = []
  let isPlanned = false
  const plan = (ms: number) => {
    isPlanned = true
    later(pass, ms).unref()
  }
  const pass = () => {
    isPlanned = false
    const now = clock()
    const next = all.findIndex(({ due }) => due > now)
    const over = next < 0 ? all : all.slice(0, next)
    all = next < 0 ? [] : all.slice(next)
    for (const { one } of over) come(one)
    const [first] = all
    if (first && !isPlanned) plan(Math.max(first.due - now, SHARED_MS))
  }
  return (one) => {
    all.push({ one, due: clock() + delay })
    if (!isPlanned) plan(delay)
  }
}
