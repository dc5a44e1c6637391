import type { Callers } from '../lesson/callers.ts'
import type { ExchangeSeen } from '../lesson/events.ts'
import { see } from '../lesson/seen.ts'
import { idsIn, withGuests, type Sessions } from '../terminal/exchange/sessions.ts'
import { counted } from '../terminal/text.ts'

/** What others send to the app of a lesson while a page waits. */
export interface Live {
  /** Where the app listens, as `127.0.0.1:1234`; null while none does. */
  readonly address: string | null
  /** Somebody called since the lesson was begun: its app is not any more as the lesson left it. */
  readonly wasCalled: boolean
  /** Shows a page of it in the learner's own browser. @returns whether something opened it */
  open(url: string): Promise<boolean>
  /**
   * The calls that were not shown yet, the last ones of many.
   * @param sessions those of the run so far; what comes back has those of the callers too
   */
  take(sessions: Sessions): Calls
  /** Calls back once when there is one to show. @returns stops that */
  waken(wake: () => void): () => void
}

/** Calls to show. */
export interface Calls {
  readonly calls: readonly ExchangeSeen[]
  /** How many came before them, and are not shown. */
  readonly left: number
  readonly sessions: Sessions
}

/** What is said of calls that are not shown. */
export const callsBefore = (left: number): string => `+ ${counted(left, 'more call')} before`

/** How many calls are shown at once; a browser may send a dozen for one page. */
const MOST = 3

/**
 * The calls of one playing.
 * @param open shows a page in the learner's own browser
 * @param guests the ids of the sessions that callers had so far, in earlier playings too; those of this one are added
 */
export function createLive(open: Live['open'], guests: string[] = []): Live & Callers {
  let address: string | null = null
  let wasCalled = false
  let waiting = new Map<number, ExchangeSeen>()
  let shown = 0
  let wake: (() => void) | undefined
  return {
    open,
    get address() {
      return address
    },
    get wasCalled() {
      return wasCalled
    },
    take(sessions) {
      const all = [...waiting.values()]
      shown = Math.max(shown, ...waiting.keys())
      waiting = new Map()
      const calls = all.slice(-MOST)
      const ids = idsIn(calls.map((call) => see(call, call.cookieName)))
      guests.push(...ids.filter((id) => !sessions.has(id) && !guests.includes(id)))
      return { calls, left: all.length - calls.length, sessions: withGuests(sessions, guests) }
    },
    waken(callback) {
      wake = callback
      if (waiting.size > 0) setImmediate(() => wake?.())
      return () => {
        wake = undefined
      }
    },
    called(exchange, number) {
      // More may become known of one a moment later, and it may be on the screen by then.
      if (number <= shown) return
      wasCalled = true
      waiting.set(number, exchange)
      setImmediate(() => wake?.())
    },
    listens(now) {
      address = now
    },
  }
}
