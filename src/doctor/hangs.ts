/**
 * Which requests got no answer, so that nobody waits for the same again and again. A visitor is told apart by what decides an answer: a
 * browser that has sent something is one of its own, and so is one with a cookie, until it is plain that this makes no difference; all
 * others are alike.
 */
export interface Hangs {
  /** How long to wait for the answer to a request, in milliseconds; null for a page that this visitor, or anyone, has asked for without success. */
  limitFor(request: Asked): number | null
  /** Tells how a request went. @param status of its answer; null for none */
  went(request: Asked, status: number | null): void
  /** The app starts from the beginning: that something is never answered has to be seen once more. */
  startOver(): void
}

/** A request that is sent. */
interface Asked {
  /** As in `GET /stage`. */
  readonly send: string
  /** The browser; null for a client that keeps no cookies. */
  readonly as: string | null
  readonly hasCookie: boolean
}

/** How long to wait for what never hung, by how much else did, in milliseconds. */
const PATIENCE_MS = [4000, 1000]
const LEAST_PATIENCE_MS = 700

/** The same for what hung: while the app is looked at; then once, so that it is seen; and from then on. */
const HUNG_MS = { first: 500, seen: 1200, known: 250 }

/** So many are enough to take it that a cookie alone makes no difference. */
const MOST_APART = 3

export function createHangs(): Hangs {
  const ever = new Set<string>()
  let here = 0
  let isFirst = true
  const acted = new Set<string>()
  const inVain = new Set<string>()
  const answered = new Set<string>()
  /** What hung for a browser that had sent something, too. */
  const forAnyone = new Set<string>()
  const keyOf = ({ send, as, hasCookie }: Asked): string => {
    const isOwn = as !== null && hasCookie && (acted.has(as) || here < MOST_APART)
    return `${send}\n${isOwn ? as : ''}`
  }
  return {
    limitFor(request) {
      const { send } = request
      if (!ever.has(send)) return PATIENCE_MS[ever.size] ?? LEAST_PATIENCE_MS
      const isHopeless = inVain.has(keyOf(request)) || (forAnyone.has(send) && !answered.has(send))
      if (isRead(send) && isHopeless) return null
      if (isFirst) return HUNG_MS.first
      return here === 0 ? HUNG_MS.seen : HUNG_MS.known
    },
    went(request, status) {
      const { send, as } = request
      if (status === null) {
        ever.add(send)
        here += 1
        inVain.add(keyOf(request))
        if (as === null || !acted.has(as)) return
        forAnyone.add(send)
        // It is treated as a guest again: its session may be over.
        if (inVain.has(keyOf({ ...request, as: null }))) acted.delete(as)
        return
      }
      answered.add(send)
      if (as !== null && status < 400 && !isRead(send)) {
        acted.add(as)
        for (const key of inVain) if (key.endsWith(`\n${as}`)) inVain.delete(key)
      }
    },
    startOver() {
      here = 0
      isFirst = false
      for (const known of [acted, inVain, answered, forAnyone]) known.clear()
    },
  }
}

const isRead = (send: string): boolean => send.startsWith('GET ')
