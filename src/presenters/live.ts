import type { Callers } from '../lesson/callers.ts'
import type { ExchangeSeen } from '../lesson/events.ts'
import { counted } from '../terminal/text.ts'

/** What others send to the app of a lesson while a page waits. */
export interface Live {
  /** Where the app listens, as `127.0.0.1:1234`; null while none does. */
  readonly address: string | null
  /** Somebody called since the lesson was begun: its app is not any more as the lesson left it. */
  readonly wasCalled: boolean
  /** Shows a page of it in the learner's own browser. @returns whether something opened it */
  open(url: string): Promise<boolean>
  /** The calls that were not shown yet, the last ones of many. */
  take(): { readonly calls: readonly ExchangeSeen[]; readonly left: number }
  /** Calls back once when there is one to show. @returns stops that */
  waken(wake: () => void): () => void
}

/** What is said of calls that are not shown. */
export const callsBefore = (left: number): string => `+ ${counted(left, 'more call')} before`

/** So many calls are shown at once; a browser may send a dozen for one page. */
const MOST = 3

/** The calls of one playing. @param open shows a page in the learner's own browser */
export function createLive(open: Live['open']): Live & Callers {
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
    take() {
      const all = [...waiting.values()]
      shown = Math.max(shown, ...waiting.keys())
      waiting = new Map()
      return { calls: all.slice(-MOST), left: Math.max(0, all.length - MOST) }
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
