import type { Newsreader } from '../../trace/news.ts'
import type { Notice } from '../../trace/notices.ts'
import { summaryOf } from '../../trace/summary.ts'
import type { Listening } from '../../trace/tracing.ts'
import type { Teller } from './teller.ts'

/** How long to wait until what was told in a row is shown, in milliseconds. */
const GATHER_MS = 50
/** Looking for causes may take this share of the time of one core: the app needs the machine, too. */
const SHARE = 0.2

/** Tells what becomes known, soon after it does. */
export interface Telling {
  listenTo(listening: Listening): void
  plan(): void
  /** Tells what is left. */
  last(): void
  end(code: number, notices: readonly Notice[]): void
}

/** Begins to tell. @param news nobody else reads it */
export function startTelling(tellers: readonly Teller[], news: Newsreader): Telling {
  let timer: NodeJS.Timeout | undefined
  let listening: Listening | undefined
  let waitMs = GATHER_MS
  const tell = (isLast: boolean) => {
    timer = undefined
    if (!listening) return
    const began = performance.now()
    const collected = listening.look()
    const told = news.read(collected, isLast)
    for (const teller of tellers) teller.tell(told, collected)
    waitMs = Math.max(GATHER_MS, (performance.now() - began) / SHARE)
    // What waits for a second look gets one.
    if (!isLast && collected.findings.length > 0 && told.exchanges.length > 0) plan()
  }
  const plan = () => {
    timer ??= setTimeout(() => tell(false), waitMs)
  }
  return {
    listenTo(one) {
      listening = one
      plan()
    },
    plan,
    last() {
      clearTimeout(timer)
      tell(true)
    },
    end(code, notices) {
      if (!listening) return
      const collected = listening.look()
      const summary = summaryOf(collected)
      for (const teller of tellers) teller.end(code, summary, collected, notices)
    },
  }
}
