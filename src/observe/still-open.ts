import { now, type Underway } from './underway.ts'

/** How long a request may be under way until that is told, in milliseconds: most are over long before. */
const OPEN_MS = 1000

const later = setTimeout

/** Tells of requests that are still under way when a while has passed: somebody waits for an answer, or hears a stream. */
export interface StillOpen {
  /** One more has begun. */
  began(): void
}

/**
 * @param open those that are not over, in the order in which they came
 * @param tell is called once for each of them that was not told yet
 */
export function stillOpen(open: ReadonlySet<Underway>, tell: (underway: Underway) => void): StillOpen {
  let isPlanned = false
  const look = () => {
    isPlanned = false
    const due = now() - OPEN_MS
    let isLeft = false
    for (const underway of open) {
      if (underway.toldOf !== null) continue
      if (underway.started <= due) tell(underway)
      else isLeft = true
    }
    if (isLeft) plan()
  }
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    later(look, OPEN_MS).unref()
  }
  return { began: plan }
}
